namespace Rushes.Platform.Workflows;

/// <summary>Somebody passes media where a message belongs.</summary>
internal sealed class PayloadTooLargeException(string type, long size, long most)
    : Exception($"A {type} has {size} bytes, more than the {most} that a message may have. Make it an object and pass an ObjectRef.");

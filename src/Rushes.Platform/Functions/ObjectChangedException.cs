namespace Rushes.Platform.Functions;

/// <summary>An object is not what the reference to it says.</summary>
internal sealed class ObjectChangedException(string uri, long expected, long actual)
    : IOException($"The object has {actual} bytes; it had {expected} when the work was planned.")
{
    public string Uri { get; } = uri;
}

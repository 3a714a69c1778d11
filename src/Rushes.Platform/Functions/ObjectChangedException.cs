namespace Rushes.Platform.Functions;

/// <summary>An object is not what the reference to it says.</summary>
/// <param name="uri">Of the object.</param>
/// <param name="ours">Whether a function made it; else it is the caller's file.</param>
/// <param name="expected">Bytes.</param>
/// <param name="actual">Bytes.</param>
internal sealed class ObjectChangedException(string uri, bool ours, long expected, long actual)
    : IOException($"The object has {actual} bytes; it had {expected} when the work was planned.")
{
    public string Uri { get; } = uri;

    public bool Ours { get; } = ours;
}

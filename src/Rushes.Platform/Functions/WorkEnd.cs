using Rushes.Contracts;

namespace Rushes.Platform.Functions;

/// <summary>How the work on a message ended: with something to keep, or with failures.</summary>
internal abstract record WorkEnd<T>
{
    private WorkEnd()
    {
    }

    public sealed record Succeeded(T Value) : WorkEnd<T>;

    /// <param name="Failures">At least one; the first decides about retry.</param>
    public sealed record Failed(IReadOnlyList<Failure> Failures) : WorkEnd<T>;
}

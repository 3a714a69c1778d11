using Rushes.Contracts;

namespace Rushes.Platform.Fleet;

/// <summary>What the worker has said makes no sense, and saying it again would not help.</summary>
public sealed class WorkerRefusedException(IReadOnlyList<Failure> failures) : Exception(string.Join(' ', failures.Select(failure => failure.Message)))
{
    public IReadOnlyList<Failure> Failures { get; } = failures;
}

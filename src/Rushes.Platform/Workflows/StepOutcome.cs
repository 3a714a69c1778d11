using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Rushes.Contracts;

namespace Rushes.Platform.Workflows;

/// <summary>
/// How a step or function ended, when it ended as one may expect: with its result, or with failures that carry their
/// own retry decision. A broken world (disk, database, a bug) is an exception and is turned into a failure by the host.
/// </summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The constructors of the two cases are the alternates.")]
public abstract record StepOutcome<T>
    where T : class, IMessage<T>
{
    private StepOutcome()
    {
    }

    public static implicit operator StepOutcome<T>(T result) => new Succeeded(result);

    public static implicit operator StepOutcome<T>(Failure failure) => new Failed([failure]);

    public static implicit operator StepOutcome<T>(FailureList failures) => new Failed([.. failures.Failures]);

    public sealed record Succeeded(T Result) : StepOutcome<T>;

    /// <param name="Failures">At least one; the first decides whether the work is tried again.</param>
    public sealed record Failed(IReadOnlyList<Failure> Failures) : StepOutcome<T>;
}

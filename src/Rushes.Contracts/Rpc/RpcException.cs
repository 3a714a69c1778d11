namespace Rushes.Contracts.Rpc;

/// <summary>A call failed. A handler throws it to say how; a client gets it.</summary>
public sealed class RpcException : Exception
{
    /// <param name="code">What clients act on.</param>
    /// <param name="message">For people; safe to show.</param>
    /// <param name="failures">Everything that is wrong, at once.</param>
    /// <param name="innerException">What it came from, on this side of the wire.</param>
    public RpcException(RpcCode code, string message, IReadOnlyList<Failure>? failures = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(code, RpcCode.Ok);
        (Code, Failures) = (code, failures ?? []);
    }

    public RpcCode Code { get; }

    public IReadOnlyList<Failure> Failures { get; }

    /// <summary>A request that cannot be accepted as it is.</summary>
    public static RpcException Refused(IReadOnlyList<Failure> failures)
    {
        ArgumentNullException.ThrowIfNull(failures);
        return new RpcException(RpcCode.InvalidArgument, Summary(failures), failures);
    }

    /// <summary>The first, and how many more there are.</summary>
    public static string Summary(IReadOnlyList<Failure> failures) => failures switch
    {
        [] => "The request was refused.",
        [var only] => only.Message,
        [var first, ..] => $"{first.Message} (and {failures.Count - 1} more)",
    };
}

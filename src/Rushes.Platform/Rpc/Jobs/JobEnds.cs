using Google.Protobuf;
using Google.Protobuf.Reflection;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>The end of a job as the end of a call.</summary>
internal static class JobEnds
{
    /// <exception cref="RpcException">The job was not done.</exception>
    public static IMessage Response(RunEnd<ByteString> end, MessageDescriptor response) => end switch
    {
        RunEnd<ByteString>.Succeeded succeeded => response.Parser.ParseFrom(succeeded.Response),
        RunEnd<ByteString>.Failed failed => throw new RpcException(CodeOf(failed.Failures), RpcException.Summary(failed.Failures), failed.Failures),
        _ => throw new RpcException(RpcCode.Aborted, "The job was cancelled."),
    };

    /// <summary>Never one of those that clients try again by themselves: that would be the same job, which has ended.</summary>
    private static RpcCode CodeOf(IReadOnlyList<Failure> failures) => failures switch
    {
        [{ Category: FailureCategory.Input or FailureCategory.Configuration }, ..] => RpcCode.FailedPrecondition,
        [{ Category: FailureCategory.Capacity or FailureCategory.Transient }, ..] => RpcCode.Aborted,
        _ => RpcCode.Internal,
    };
}

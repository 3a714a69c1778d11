namespace Rushes.Contracts;

/// <summary>The method of the service <c>rushes.v1.Workers</c>.</summary>
public static class WorkerMethods
{
    public static readonly Method<WorkerMessage, WorkerOrder> Work =
        new("rushes.v1.Workers/Work", WorkerMessage.Parser, WorkerOrder.Parser) { StreamsRequests = true, StreamsResponses = true };
}

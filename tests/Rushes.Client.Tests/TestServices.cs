using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Client.Tests;

/// <summary>Services with real methods, whose workflows nobody runs.</summary>
internal static class TestServices
{
    public static IReadOnlyList<Service> All { get; } =
        [new Service("inspection", [Define(Methods.Inspect)], []), new Service("encoding", [Define(Methods.Encode)], [])];

    private static ApiMethod Define<TRequest, TResponse>(Method<TRequest, TResponse> method)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => ApiMethod.Define(
        method, _ => [], request => request,
        Dag.Define<TRequest, TResponse>(method.FullName.ToLowerInvariant(), 1, method.RequestParser, dag =>
            dag.Inline("answer", dag.Request, method.ResponseParser, (_, _, _) => Task.FromResult<StepOutcome<TResponse>>(new TResponse()))));
}

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Access;

namespace Rushes.Platform.Rpc;

/// <summary>Answers a call. What one shape covers: a method is unary when it takes one request and gives one response.</summary>
public delegate IAsyncEnumerable<TResponse> RpcHandler<TRequest, out TResponse>(
    IAsyncEnumerable<TRequest> requests, RpcCall call, CancellationToken cancellationToken);

/// <summary>A method with what answers it: one definition, which is served by gRPC, Connect and JSON.</summary>
public sealed class RpcMethod
{
    private RpcMethod(
        string fullName, MessageDescriptor request, MessageDescriptor response, bool streamsRequests, bool streamsResponses, RpcRole? role,
        RpcHandler<IMessage, IMessage> handler) =>
        (FullName, Request, Response, StreamsRequests, StreamsResponses, Role, Handler) =
        (fullName, request, response, streamsRequests, streamsResponses, role, handler);

    /// <summary>Package, service and method: <c>rushes.v1.Encoding/Encode</c>.</summary>
    public string FullName { get; }

    /// <summary>What a caller must be allowed; null: whoever is known.</summary>
    public RpcRole? Role { get; }

    public bool IsUnary => !StreamsRequests && !StreamsResponses;

    internal MessageDescriptor Request { get; }

    internal MessageDescriptor Response { get; }

    internal bool StreamsRequests { get; }

    internal bool StreamsResponses { get; }

    internal RpcHandler<IMessage, IMessage> Handler { get; }

    /// <summary>What answers instead, and at once, when a caller of JSON would rather not wait (RFC 7240, <c>respond-async</c>).</summary>
    internal RpcMethod? WithoutWaiting { get; init; }

    /// <summary>One request, one response.</summary>
    /// <param name="method">From the contracts.</param>
    /// <param name="role">What the caller must be allowed.</param>
    /// <param name="answer">Throws an <see cref="RpcException"/> to refuse.</param>
    /// <exception cref="ArgumentException">The method streams.</exception>
    public static RpcMethod Unary<TRequest, TResponse>(
        Method<TRequest, TResponse> method, RpcRole role, Func<TRequest, RpcCall, CancellationToken, Task<TResponse>> answer)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        return method is { StreamsRequests: false, StreamsResponses: false }
            ? Unary(method.FullName, Of(method.RequestParser), Of(method.ResponseParser), role, async (request, call, token) => await answer((TRequest)request, call, token))
            : throw new ArgumentException($"{method.FullName} streams.", nameof(method));
    }

    /// <summary>One request, any number of responses.</summary>
    /// <inheritdoc cref="Unary{TRequest, TResponse}"/>
    public static RpcMethod ServerStreaming<TRequest, TResponse>(
        Method<TRequest, TResponse> method, RpcRole role, Func<TRequest, RpcCall, CancellationToken, IAsyncEnumerable<TResponse>> answer)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        Streaming<TRequest, TResponse>(method, role, (requests, call, token) => SingleRequest.ThenAsync(requests, request => answer(request, call, token), token));

    /// <summary>As many requests and responses as the method says. Both go on at once; the call ends with the responses.</summary>
    /// <inheritdoc cref="Unary{TRequest, TResponse}"/>
    public static RpcMethod Streaming<TRequest, TResponse>(Method<TRequest, TResponse> method, RpcRole role, RpcHandler<TRequest, TResponse> answer)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        return new RpcMethod(
            method.FullName, Of(method.RequestParser), Of(method.ResponseParser), method.StreamsRequests, method.StreamsResponses, role,
            (requests, call, token) => answer(requests.Cast<TRequest>(), call, token));
    }

    /// <summary>By descriptors alone, for methods that are all answered in the same way.</summary>
    internal static RpcMethod Unary(
        string fullName, MessageDescriptor request, MessageDescriptor response, RpcRole role, Func<IMessage, RpcCall, CancellationToken, Task<IMessage>> answer,
        RpcMethod? withoutWaiting = null) =>
        new(fullName, request, response, false, false, role, (requests, call, token) => SingleRequest.ThenAsync(requests, request => answer(request, call, token), token))
        {
            WithoutWaiting = withoutWaiting,
        };

    /// <summary>What answers in the place of a method that is not there.</summary>
    internal static RpcMethod Absent(string fullName) => new(
        fullName, Empty.Descriptor, Empty.Descriptor, false, false, null,
        (_, _, _) => throw new RpcException(RpcCode.Unimplemented, $"There is no method {fullName}."));

    private static MessageDescriptor Of<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => parser.ParseFrom([]).Descriptor;
}

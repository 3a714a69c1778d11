using System.Net;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>
/// Calls the methods of a server by gRPC over HTTP/2: in the clear for <c>http://</c>, by TLS for <c>https://</c>. Any number of calls
/// may run at once, for as long as they like. Nothing is tried again here: only the caller knows what may be.
/// </summary>
public sealed class RpcChannel : IDisposable
{
    private readonly HttpClient _http;
    private readonly RpcChannelOptions _options;
    private readonly CancellationTokenSource _closed = new();

    /// <param name="server">Its address; a path is put before those of the methods.</param>
    /// <param name="options">Null: the defaults.</param>
    public RpcChannel(Uri server, RpcChannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (server is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException($"'{server}' is no address of a server. Say http://HOST:PORT or https://HOST:PORT.", nameof(server));
        }

        _options = options ?? new RpcChannelOptions();
        _http = new HttpClient(_options.Handler ?? CreateHandler())
        {
            BaseAddress = new Uri(server.GetLeftPart(UriPartial.Path).TrimEnd('/') + '/'),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (_options.Token is { } token)
        {
            _http.DefaultRequestHeaders.Add("authorization", $"Bearer {token}");
        }
    }

    /// <summary>Asks after a silent server while calls are open, so that a cut link ends them within half a minute.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(15),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        UseCookies = false,
    };

    /// <summary>One request, one response.</summary>
    /// <exception cref="RpcException">The call failed.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        TResponse? answer = null;
        await foreach (var response in StreamAsync(method, request, options, cancellationToken))
        {
            answer = answer is null ? response : throw new RpcException(RpcCode.Internal, $"{method.FullName} gave more than one response.");
        }

        return answer ?? throw new RpcException(RpcCode.Internal, $"{method.FullName} gave no response.");
    }

    /// <summary>One request, any number of responses, as they come.</summary>
    /// <exception cref="RpcException">The call failed, perhaps after some responses.</exception>
    public IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, TRequest request, RpcCallOptions? options = null, CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> =>
        StreamAsync(method, new[] { request }.ToAsyncEnumerable(), options, cancellationToken);

    /// <summary>
    /// Both directions at once: each request is sent as soon as <paramref name="requests"/> gives it, also while nobody reads responses.
    /// Whoever stops reading, or cancels, ends the call at once; so does an exception of <paramref name="requests"/>, which is thrown here.
    /// </summary>
    /// <exception cref="RpcException">The call failed, perhaps after some responses.</exception>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        Method<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, RpcCallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        using var call = new GrpcCall<TResponse>(
            _http, method.FullName, method.ResponseParser, new FramedContent(requests), options ?? new RpcCallOptions(), _options, _closed.Token,
            cancellationToken);
        while (await call.NextAsync() is { } response)
        {
            yield return response;
        }
    }

    /// <summary>Calls that are open end.</summary>
    public void Dispose()
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        _closed.Cancel();
        _http.Dispose();
        _closed.Dispose();
    }
}

using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using Google.Protobuf;
using Rushes.Contracts.Rpc;

namespace Rushes.Client;

/// <summary>One call under way. Disposing it before its end ends it, on both sides.</summary>
internal sealed class GrpcCall<TResponse> : IDisposable
    where TResponse : class, IMessage<TResponse>
{
    /// <summary>Timers hold no more; nobody waits longer.</summary>
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromDays(40);

    private readonly HttpClient _http;
    private readonly HttpRequestMessage _request;
    private readonly FramedContent _content;
    private readonly MessageParser<TResponse> _parser;
    private readonly RpcCallOptions _options;
    private readonly int _maxMessageBytes;
    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource _end;
    private HttpResponseMessage? _response;
    private PipeReader? _input;

    public GrpcCall(
        HttpClient http, string method, MessageParser<TResponse> parser, FramedContent content, RpcCallOptions options, RpcChannelOptions channel,
        CancellationToken closed, CancellationToken cancellationToken)
    {
        (_http, _parser, _content, _options, _cancelled, _maxMessageBytes) = (http, parser, content, options, cancellationToken, channel.MaxMessageBytes);
        _request = new HttpRequestMessage(HttpMethod.Post, method) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        _request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (name, value) in options.Headers)
        {
            _request.Headers.TryAddWithoutValidation(name, value);
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace } && !options.Headers.ContainsKey(CallHeaders.Trace))
        {
            _request.Headers.TryAddWithoutValidation(CallHeaders.Trace, trace);
        }

        if (options.Deadline is { } deadline)
        {
            deadline = deadline < LongestDeadline ? deadline : LongestDeadline;
            _request.Headers.TryAddWithoutValidation(GrpcTimeout.Header, GrpcTimeout.Format(deadline));
            _deadline = new CancellationTokenSource(deadline > TimeSpan.Zero ? deadline : TimeSpan.Zero, channel.Time);
        }

        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed, _deadline?.Token ?? CancellationToken.None);
    }

    /// <summary>The next response; null: the call has ended well.</summary>
    public async ValueTask<TResponse?> NextAsync()
    {
        try
        {
            _response ??= await BeginAsync();
            _input ??= PipeReader.Create(await _response.Content.ReadAsStreamAsync(_end.Token));
            return await MessageFrames.ReadAsync(_input, _maxMessageBytes, Parse, _end.Token) ?? End();
        }
        catch (Exception exception) when (Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _response?.Dispose();
        _request.Dispose();
        _end.Dispose();
        _deadline?.Dispose();
    }

    private async Task<HttpResponseMessage> BeginAsync()
    {
        var response = await _http.SendAsync(_request, HttpCompletionOption.ResponseHeadersRead, _end.Token);
        _response = response;
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new RpcException(CodeOf(response.StatusCode), $"The server answers {(int)response.StatusCode} to {_request.RequestUri}.");
        }

        if (response.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
        {
            throw new RpcException(RpcCode.Unknown, $"{_request.RequestUri} does not speak gRPC.");
        }

        _options.OnHeaders?.Invoke(response.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value), StringComparer.Ordinal));
        return response;
    }

    private TResponse Parse(byte flags, ReadOnlySequence<byte> content) => flags == 0
        ? _parser.ParseFrom(content)
        : throw new RpcException(RpcCode.Internal, "The server sends compressed messages, which nobody asked for.");

    /// <summary>What ended without a message has its status in the headers.</summary>
    private TResponse? End() =>
        GrpcStatus.Read(name => Find(_response!.TrailingHeaders, name) ?? Find(_response.Headers, name)) is { } error ? throw error : null;

    /// <summary>What to throw instead; null: it says all itself.</summary>
    private Exception? Explain(Exception exception) => exception switch
    {
        RpcException => null,
        _ when _cancelled.IsCancellationRequested => exception is OperationCanceledException ? null : new OperationCanceledException("The call was cancelled.", exception, _cancelled),
        _ when _deadline is { IsCancellationRequested: true } => new RpcException(RpcCode.DeadlineExceeded, $"No end within {_options.Deadline}.", null, exception),
        OperationCanceledException => new RpcException(RpcCode.Unavailable, "The channel was closed.", null, exception),
        _ when _content.SourceFailure is { } failure => failure,
        InvalidProtocolBufferException => new RpcException(RpcCode.Internal, $"The server sends what is no {_parser.ParseFrom([]).Descriptor.FullName}.", null, exception),
        HttpRequestException or IOException => new RpcException(RpcCode.Unavailable, $"{_http.BaseAddress!.Authority} cannot be reached: {exception.Message}", null, exception),
        _ => null,
    };

    private static RpcCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => RpcCode.Internal,
        HttpStatusCode.Unauthorized => RpcCode.Unauthenticated,
        HttpStatusCode.Forbidden => RpcCode.PermissionDenied,
        HttpStatusCode.NotFound => RpcCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => RpcCode.Unavailable,
        _ => RpcCode.Unknown,
    };

    private static string? Find(System.Net.Http.Headers.HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}

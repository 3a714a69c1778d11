using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Rpc.Json;

namespace Rushes.Platform.Rpc.Wire;

/// <summary>A unary call of Connect, which is also plain JSON over POST: the body is the message, the HTTP status says how it ended.</summary>
internal sealed class UnaryExchange : RpcExchange
{
    private readonly MessageTypes _types;
    private IMessage? _response;

    public UnaryExchange(HttpContext http, MessageCodec codec, MessageTypes types, int maxMessageBytes)
        : base(http, codec, maxMessageBytes) => _types = types;

    public override bool Streams => false;

    /// <summary>The caller would rather have a job at once than wait for the response.</summary>
    public bool PrefersNotToWait => Http.Request.Headers["prefer"]
        .Any(header => header?.Split(',').Any(preference => preference.Trim().Equals("respond-async", StringComparison.OrdinalIgnoreCase)) == true);

    /// <summary>HTTP status of a response.</summary>
    public int Success { get; set; } = StatusCodes.Status200OK;

    public override TimeSpan? ReadTimeout() => ConnectTimeout.Read(Http.Request);

    public override async IAsyncEnumerable<IMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Http.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            throw NoCompression();
        }

        if (Http.Request.ContentLength > MaxMessageBytes)
        {
            throw MessageFrames.MessageTooLarge(MaxMessageBytes);
        }

        while (true)
        {
            var result = await Http.Request.BodyReader.ReadAsync(cancellationToken);
            var consumed = result.Buffer.Start;
            IMessage? request = null;
            try
            {
                if (result.Buffer.Length > MaxMessageBytes)
                {
                    throw MessageFrames.MessageTooLarge(MaxMessageBytes);
                }

                if (result.IsCompleted)
                {
                    consumed = result.Buffer.End;
                    request = Codec.Read(result.Buffer);
                }
            }
            finally
            {
                Http.Request.BodyReader.AdvanceTo(consumed, result.Buffer.End);
            }

            if (request is not null)
            {
                yield return request;
                yield break;
            }
        }
    }

    /// <summary>The status is not known yet.</summary>
    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task WriteAsync(IMessage response, CancellationToken cancellationToken)
    {
        _response = response;
        return Task.CompletedTask;
    }

    public override Task EndAsync(RpcException? error, CancellationToken cancellationToken)
    {
        Http.Response.StatusCode = error is null ? Success : HttpStatusOf(error);
        if (error?.Code == RpcCode.Unauthenticated)
        {
            Http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        // Clients of Connect say so, and look for other names.
        var isConnect = Http.Request.Headers.ContainsKey("connect-protocol-version");
        var body = error is not null ? ErrorJson.Of(error, _types, isConnect) : Codec.Write(_response!);
        Http.Response.ContentType = error is not null ? "application/json" : $"application/{Codec.Name}";
        Http.Response.ContentLength = body.Length;
        return Http.Response.Body.WriteAsync(body, cancellationToken).AsTask();
    }

    private static int HttpStatusOf(RpcException error) => error.Code switch
    {
        RpcCode.Canceled => StatusCodes.Status499ClientClosedRequest,
        RpcCode.InvalidArgument or RpcCode.FailedPrecondition or RpcCode.OutOfRange => StatusCodes.Status400BadRequest,
        RpcCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        RpcCode.NotFound => StatusCodes.Status404NotFound,
        RpcCode.AlreadyExists or RpcCode.Aborted => StatusCodes.Status409Conflict,
        RpcCode.PermissionDenied => StatusCodes.Status403Forbidden,
        RpcCode.ResourceExhausted when error.Failures is [{ Code: MessageFrames.TooLarge }] => StatusCodes.Status413PayloadTooLarge,
        RpcCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        RpcCode.Unimplemented => StatusCodes.Status501NotImplemented,
        RpcCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RpcCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        _ => StatusCodes.Status500InternalServerError,
    };
}

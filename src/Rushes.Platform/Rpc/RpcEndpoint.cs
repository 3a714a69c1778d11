using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Database;
using Rushes.Platform.Rpc.Json;
using Rushes.Platform.Rpc.Wire;

namespace Rushes.Platform.Rpc;

/// <summary>Answers the calls of one method, whatever protocol they come by.</summary>
internal sealed partial class RpcEndpoint(RpcMethod method, MessageTypes types, RpcOptions options)
{
    /// <summary>Timers hold no more; nobody waits longer.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(40);

    public async Task HandleAsync(HttpContext http)
    {
        if (RpcProtocol.Choose(http, method, types, options.MaxMessageBytes) is not { } exchange || (!exchange.Streams && !method.IsUnary))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            http.Response.Headers["accept-post"] = RpcProtocol.Accepted;
            return;
        }

        LiftLimits(http);
        try
        {
            await AnswerAsync(http, exchange);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
    }

    private async Task AnswerAsync(HttpContext http, RpcExchange exchange)
    {
        CancellationTokenSource? deadline = null;
        RpcException? error = null;
        using var caller = new SlowCaller(http, method, options);
        try
        {
            var name = options.Access.Admit(http, method.Role);
            if (exchange.ReadTimeout() is { } timeout)
            {
                deadline = new CancellationTokenSource(timeout < LongestTimeout ? timeout : LongestTimeout, options.Time);
            }

            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, options.Stopping, deadline?.Token ?? CancellationToken.None);
            var call = new RpcCall(http, exchange, name);
            await foreach (var response in Chosen(http, exchange).Handler(CallerRequests.ReadAsync(exchange, end.Token), call, end.Token).WithCancellation(end.Token))
            {
                await caller.SendAsync(() => exchange.WriteAsync(response, end.Token));
            }
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested && !IsTooSlow(exception))
        {
            error = Explain(exception, deadline);
        }
        finally
        {
            deadline?.Dispose();
        }

        await caller.SendAsync(() => exchange.EndAsync(error, http.RequestAborted));
    }

    private RpcMethod Chosen(HttpContext http, RpcExchange exchange)
    {
        if (method.WithoutWaiting is not { } other || exchange is not UnaryExchange { PrefersNotToWait: true } unary)
        {
            return method;
        }

        unary.Success = StatusCodes.Status202Accepted;
        http.Response.Headers["preference-applied"] = "respond-async";
        return other;
    }

    private RpcException Explain(Exception exception, CancellationTokenSource? deadline)
    {
        switch (exception)
        {
            case RpcException error:
                return error;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return MessageFrames.MessageTooLarge(options.MaxMessageBytes);
            case OperationCanceledException when deadline is { IsCancellationRequested: true }:
                return new RpcException(RpcCode.DeadlineExceeded, "The caller's time is over.");
            case OperationCanceledException when options.Stopping.IsCancellationRequested:
                return new RpcException(RpcCode.Unavailable, "The server stops. Call again; another one answers, or this one when it is back.");
            case DatabaseUnreachableException:
                return new RpcException(RpcCode.Unavailable, "The database of the server does not answer. Call again later.");
            default:
                // What is in it is for the log: it may hold what the caller must not see.
                Log.Broken(options.Logger, method.FullName, exception);
                return new RpcException(RpcCode.Internal, "The call failed on the server; its log says why.");
        }
    }

    /// <summary>Kestrel has given up on the caller, and answers itself.</summary>
    private static bool IsTooSlow(Exception exception) => exception is BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout };

    /// <summary>A stream has as many bytes, and as slow, as it likes: what is limited there is one message.</summary>
    private void LiftLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = method.StreamsRequests ? null : options.MaxMessageBytes + 1024;
        }

        if (method.StreamsRequests && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Error, "A call of {Method} failed")]
        public static partial void Broken(ILogger logger, string method, Exception exception);
    }
}

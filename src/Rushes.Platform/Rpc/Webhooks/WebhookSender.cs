using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Contracts.Webhooks;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Rpc.Webhooks;

/// <summary>
/// Sends webhooks: signed, within a time, to the internet only. Names are looked up here, and what is connected to is the very
/// address that was checked; nobody is followed elsewhere, and nothing of the answer but its status is read.
/// </summary>
public sealed partial class WebhookSender : IDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    private readonly WebhookOptions _options;
    private readonly RetryPolicy _retry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpClient _http;

    public WebhookSender(WebhookOptions options, TimeProvider time, ILogger<WebhookSender> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time, _logger, _retry) = (options, time, logger, new RetryPolicy(options.MaxAttempts, FirstWait));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Why nothing could ever be sent there; null: it may be tried.</summary>
    public Failure? Check(Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        if (!_options.Secrets.ContainsKey(webhook.Secret))
        {
            return Failure.Refusal("webhook.secret", $"There is no secret '{webhook.Secret}' to sign with.", "Add it to the file of tokens, or name another.");
        }

        return Uri.TryCreate(webhook.Url, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && _options.AllowPrivate))
            ? null
            : Failure.Refusal("webhook.url", $"'{webhook.Url}' is no URL with https.", "Give one.");
    }

    /// <summary>Sends until it is taken, or its category or the number of attempts forbids another one.</summary>
    /// <returns>Why it was given up; null: it was taken.</returns>
    public async Task<Failure?> DeliverAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            if (await SendAsync(message, cancellationToken) is not { } failure)
            {
                return null;
            }

            Log.NotTaken(_logger, message.Id, failures, failure.Message);
            if (_retry.Next(failure, failures) is not { } wait)
            {
                return failure;
            }

            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <summary>One attempt.</summary>
    /// <returns>Why it was not taken, with the category that says whether to try again; null: it was taken.</returns>
    public async Task<Failure?> SendAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Check(message.Webhook) is { } refusal)
        {
            return refusal;
        }

        using var over = new CancellationTokenSource(_options.Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            using var request = Request(message);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(message.Webhook, response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable(message.Webhook, $"no answer within {_options.Limit.TotalSeconds} s");
        }
        catch (HttpRequestException exception) when (exception.InnerException is PrivateAddressException)
        {
            return Failure.Refusal(
                "webhook.private", $"{Host(message.Webhook)} leads to an address that is not of the internet.",
                "Use a public address, or let the server allow private ones.");
        }
        catch (HttpRequestException exception)
        {
            return Unreachable(message.Webhook, exception.HttpRequestError.ToString());
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(WebhookMessage message)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, message.Webhook.Url) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.Add("content-type", "application/json");
        request.Headers.Add(WebhookSecret.IdHeader, message.Id);
        request.Headers.Add(WebhookSecret.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSecret.SignatureHeader, _options.Secrets[message.Webhook.Secret].Sign(message.Id, timestamp, message.Body.Span));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        if (!_options.AllowPrivate && !Array.TrueForAll(addresses, PublicAddress.Is))
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Failure? Judge(Webhook webhook, HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        408 or 429 or >= 500 => Unreachable(webhook, string.Create(CultureInfo.InvariantCulture, $"status {(int)status}")),
        _ => Failure.Refusal("webhook.refused", $"{Host(webhook)} answers {(int)status}.", "Check the URL and what receives there."),
    };

    private static Failure Unreachable(Webhook webhook, string why) => new()
    {
        Code = "webhook.unreachable",
        Category = FailureCategory.Transient,
        Message = $"{Host(webhook)} did not take the webhook: {why}.",
        Remedy = "Check that the receiver is up.",
    };

    /// <summary>The rest of a URL may hold what nobody else should read.</summary>
    private static string Host(Webhook webhook) => new Uri(webhook.Url).Authority;

    private sealed class PrivateAddressException : Exception;

    private static partial class Log
    {
        [LoggerMessage(1511, LogLevel.Warning, "Webhook {Id} was not taken at attempt {Attempt}: {Reason}")]
        public static partial void NotTaken(ILogger logger, string id, int attempt, string reason);
    }
}

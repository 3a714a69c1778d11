using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Reading;
using Rushes.Platform.Rpc.Webhooks;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Hosting;

/// <summary>Tells whoever has asked for it that a job has ended: messages of a queue of their own, so that a slow receiver holds up nothing else.</summary>
internal sealed class WebhookDelivery(
    PlatformOptions options, StateDatabase database, QueueSignals signals, string owner, TimeProvider time, Action<Exception> broken, ILogger logger) : IDisposable
{
    private const int AtOnce = 8;

    /// <summary>With waits that double from five times the usual one, five seconds: about ten minutes.</summary>
    private const int Attempts = 8;

    private readonly MessageQueue _queue = new(signals, new RetryPolicy(Attempts, options.Backoff * 5));
    private LeasePump? _pump;

    /// <summary>Why nothing could ever be sent there.</summary>
    public IEnumerable<Failure> Check(Webhook? webhook)
    {
        var refusal = webhook is null ? null : options.Webhooks is { } sender ? sender.Check(webhook) : Failure.Refusal(
            "webhook.off", "This server sends no webhooks.", "Give it secrets to sign with, or watch the job.");
        return refusal is null ? [] : [refusal];
    }

    public void Start()
    {
        if (options.Webhooks is { } sender)
        {
            var source = new DatabaseLeaseSource(database, _queue, signals, new Taker(QueueNames.Webhooks, owner, options.Lease), MessageEvents.None, time);
            _pump = new LeasePump(source, AtOnce, options.Lease, time, (held, token) => TellAsync(sender, held.Lease, token), broken, logger);
            _pump.Start();
        }
    }

    public Task StopAsync() => _pump is null ? Task.CompletedTask : _pump.StopAsync();

    public void Dispose() => _pump?.Dispose();

    private async Task TellAsync(WebhookSender to, Lease lease, CancellationToken cancellationToken)
    {
        var run = lease.Read(TellWebhook.Parser).Run;
        var (job, webhook) = await database.ReadAsync(sql => (JobRows.Find(sql, run), WebhookRows.Find(sql, run)), cancellationToken);
        var failure = job is { HasEnded: true } && webhook is not null
            ? await to.SendAsync(WebhookMessage.Of(job, webhook), cancellationToken)
            : null;
        await database.WriteAsync(
            transaction =>
            {
                if (failure is null)
                {
                    _queue.Complete(transaction, lease);
                }
                else
                {
                    _queue.Fail(transaction, lease, new FailureList { Failures = { failure } });
                }
            },
            CancellationToken.None);
    }
}

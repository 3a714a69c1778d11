using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;

namespace Rushes.Platform.Rpc.Webhooks;

/// <summary>A webhook before it is signed. The same one is sent again until it is taken.</summary>
/// <param name="Id">The receiver takes it once.</param>
/// <param name="Webhook">Where to, and by which secret.</param>
/// <param name="Body">JSON.</param>
public sealed record WebhookMessage(string Id, Webhook Webhook, ReadOnlyMemory<byte> Body)
{
    /// <summary>Says that a job has ended. Made again, after a crash, it is the same one.</summary>
    /// <param name="job">Ended.</param>
    /// <param name="webhook">As it was submitted.</param>
    /// <exception cref="ArgumentException">The job goes on.</exception>
    public static WebhookMessage Of(Job job, Webhook webhook)
    {
        ArgumentNullException.ThrowIfNull(job);
        var type = job.Status switch
        {
            JobStatus.Done => "job.done",
            JobStatus.Failed => "job.failed",
            JobStatus.Cancelled => "job.cancelled",
            _ => throw new ArgumentException($"Job '{job.Id}' goes on.", nameof(job)),
        };
        var data = job.Clone();
        data.Work.Clear();
        var ended = job.Ended ?? new Timestamp();
        var body = JsonFormatter.Default.Format(new JobEvent { Type = type, Timestamp = ended, Data = data });
        return new WebhookMessage($"{job.Id}.{ended.Seconds}", webhook, Encoding.UTF8.GetBytes(body));
    }
}

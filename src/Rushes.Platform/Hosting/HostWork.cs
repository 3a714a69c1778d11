using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Reading;
using Rushes.Platform.Rpc.Jobs;

namespace Rushes.Platform.Hosting;

/// <summary>The work of a host, as the API layer sees it.</summary>
internal sealed class HostWork(PlatformParts parts) : IWork
{
    public Task<JobGraph?> GraphAsync(string job, CancellationToken cancellationToken) => ReadAsync((sql, now) => GraphRows.Find(sql, job, now), cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> MessagesAsync(int max, CancellationToken cancellationToken) => ReadAsync((sql, _) => QueueRows.Open(sql, max), cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> DeadLettersAsync(int max, CancellationToken cancellationToken) => ReadAsync((sql, _) => QueueRows.Dead(sql, max), cancellationToken);

    public Task<MessageReason?> WhyAsync(long message, CancellationToken cancellationToken) => ReadAsync((sql, now) => Reasons.Of(sql, message, now), cancellationToken);

    public Task<IReadOnlyList<MessageReason>?> WhyAsync(string job, int max, CancellationToken cancellationToken) => ReadAsync(
        (sql, now) => JobRows.Find(sql, job) is null ? null : Reasons.OfJob(sql, job, max, now), cancellationToken);

    public Task<JobChangeEnd> RequeueAsync(long message, CancellationToken cancellationToken) => parts.Database.WriteAsync(
        transaction => parts.Changes.Apply(transaction, new JobChange(JobChangeKind.Requeue, message.ToString(CultureInfo.InvariantCulture))), cancellationToken);

    private Task<T> ReadAsync<T>(Func<SqlSession, long, T> read, CancellationToken cancellationToken) =>
        parts.Database.ReadAsync(sql => JobsReader.Read(sql, read), cancellationToken);
}

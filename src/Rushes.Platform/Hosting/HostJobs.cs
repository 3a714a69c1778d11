using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Reading;
using Rushes.Platform.Rpc.Jobs;

namespace Rushes.Platform.Hosting;

/// <summary>The jobs of a host, as the API layer sees them.</summary>
internal sealed class HostJobs(PlatformHost host, PlatformParts parts) : IJobs
{
    public Task<Submission> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken) => host.SubmitAsync(submission, cancellationToken);

    public async Task<JobView?> FindAsync(string id, CancellationToken cancellationToken) =>
        await parts.Database.ReadAsync(sql => JobRows.Find(sql, id), cancellationToken) is { } job
            ? new JobView(job, await host.SnapshotAsync(id, cancellationToken))
            : null;

    public Task<IReadOnlyList<Job>> ListAsync(JobCursor? after, int max, CancellationToken cancellationToken) =>
        parts.Database.ReadAsync(sql => JobRows.List(sql, max, after), cancellationToken);

    public Task<RunEnd<ByteString>> WaitAsync(string id, CancellationToken cancellationToken) => host.WaitAsync(id, cancellationToken);

    public Task CancelAsync(string id, CancellationToken cancellationToken) => host.CancelAsync(id, cancellationToken);

    public Task RetryAsync(string id, CancellationToken cancellationToken) => host.RetryAsync(id, cancellationToken);
}

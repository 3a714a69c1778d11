using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Jobs;

/// <summary>The jobs of a database, beside whoever works on it.</summary>
/// <param name="reader">Open; closed with this.</param>
/// <param name="control">Of the same database.</param>
internal sealed class DatabaseJobs(JobsReader reader, JobControl control) : IJobSource
{
    public Task<IReadOnlyList<Job>> JobsAsync(int max, CancellationToken cancellationToken) => Task.FromResult(reader.Jobs(max));

    public Task<IReadOnlyList<Job>> FindAsync(string prefix, int max, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Job>>([.. reader.FindJobs(prefix, max).Select(id => reader.Job(id)!)]);

    public Task<Job?> JobAsync(string id, CancellationToken cancellationToken) => Task.FromResult(reader.Job(id));

    public Task<JobGraph?> GraphAsync(string id, CancellationToken cancellationToken) => Task.FromResult(reader.Graph(id));

    public Task<IReadOnlyList<QueuedMessage>> MessagesAsync(int max, CancellationToken cancellationToken) => Task.FromResult(reader.Messages(max));

    public Task<IReadOnlyList<QueuedMessage>> DeadLettersAsync(int max, CancellationToken cancellationToken) => Task.FromResult(reader.DeadLetters(max));

    public Task<MessageReason?> WhyAsync(long message, CancellationToken cancellationToken) => Task.FromResult(reader.Why(message));

    public Task<IReadOnlyList<MessageReason>> WhyAsync(string job, int max, CancellationToken cancellationToken) => Task.FromResult(reader.WhyJob(job, max));

    public Task<JobChangeEnd> ApplyAsync(JobChange change, TimeSpan patience, CancellationToken cancellationToken) =>
        control.ApplyAsync(change, patience, cancellationToken);

    public void Dispose() => reader.Dispose();
}

using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Jobs;

/// <summary>Jobs and their messages, wherever they are kept.</summary>
internal interface IJobSource : IDisposable
{
    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<Job>> JobsAsync(int max, CancellationToken cancellationToken);

    /// <summary>Those whose ids begin so.</summary>
    Task<IReadOnlyList<Job>> FindAsync(string prefix, int max, CancellationToken cancellationToken);

    /// <summary>Null: there is no such job.</summary>
    Task<Job?> JobAsync(string id, CancellationToken cancellationToken);

    /// <summary>Null: there is no such job.</summary>
    Task<JobGraph?> GraphAsync(string id, CancellationToken cancellationToken);

    /// <summary>What has not ended.</summary>
    Task<IReadOnlyList<QueuedMessage>> MessagesAsync(int max, CancellationToken cancellationToken);

    /// <summary>The last first.</summary>
    Task<IReadOnlyList<QueuedMessage>> DeadLettersAsync(int max, CancellationToken cancellationToken);

    /// <summary>Null: there is no such message.</summary>
    Task<MessageReason?> WhyAsync(long message, CancellationToken cancellationToken);

    /// <summary>Of the job's messages that have not ended.</summary>
    Task<IReadOnlyList<MessageReason>> WhyAsync(string job, int max, CancellationToken cancellationToken);

    /// <param name="change">Of a job or message by its whole id.</param>
    /// <param name="patience">How long an answer may take.</param>
    /// <param name="cancellationToken">Withdraws the request, if it is not answered.</param>
    Task<JobChangeEnd> ApplyAsync(JobChange change, TimeSpan patience, CancellationToken cancellationToken);
}

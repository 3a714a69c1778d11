using Rushes.Contracts;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>What the API shows of the work behind the jobs: their graphs, and the messages of the queues.</summary>
public interface IWork
{
    /// <summary>Null: there is no such job.</summary>
    Task<JobGraph?> GraphAsync(string job, CancellationToken cancellationToken);

    /// <summary>What has not ended: first what is worked on, then what waits in its order, then what is delayed.</summary>
    Task<IReadOnlyList<QueuedMessage>> MessagesAsync(int max, CancellationToken cancellationToken);

    /// <summary>The last first.</summary>
    Task<IReadOnlyList<QueuedMessage>> DeadLettersAsync(int max, CancellationToken cancellationToken);

    /// <summary>Null: there is no such message.</summary>
    Task<MessageReason?> WhyAsync(long message, CancellationToken cancellationToken);

    /// <summary>Of the messages of a job that have not ended, in the order of the queue. Null: there is no such job.</summary>
    Task<IReadOnlyList<MessageReason>?> WhyAsync(string job, int max, CancellationToken cancellationToken);

    /// <summary>A dead letter is delivered again; one of a job that has ended takes its job along.</summary>
    Task<JobChangeEnd> RequeueAsync(long message, CancellationToken cancellationToken);
}

using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;

namespace Rushes.Platform.Rpc.Jobs;

/// <summary>What the API needs of whoever keeps the jobs.</summary>
public interface IJobs
{
    /// <summary>The same request id again is the same job.</summary>
    /// <exception cref="ArgumentException">The request id is of a request of another method.</exception>
    Task<Submission> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken);

    /// <summary>Null: there is no such job.</summary>
    Task<JobView?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="after">The last one of the page before; null: from the newest.</param>
    /// <param name="max">So many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<Job>> ListAsync(JobCursor? after, int max, CancellationToken cancellationToken);

    /// <summary>Waits until the job has ended. Cancelling ends the wait, never the job.</summary>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    Task<RunEnd<ByteString>> WaitAsync(string id, CancellationToken cancellationToken);

    /// <summary>A job that has ended stays as it is.</summary>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    Task CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>A job that failed or was cancelled goes on; another one stays as it is.</summary>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    Task RetryAsync(string id, CancellationToken cancellationToken);
}

/// <param name="Method">A method of the services, by its full name.</param>
/// <param name="Request">Its request.</param>
/// <param name="RequestId">Whoever asks again says it again.</param>
/// <param name="Priority">Of all its work.</param>
/// <param name="Webhook">Whom to tell of the end; null: nobody.</param>
public sealed record JobSubmission(string Method, ByteString Request, string RequestId, Priority Priority, Webhook? Webhook)
{
    /// <summary>What the caller is doing, as a W3C traceparent; what is none is passed over. Null: it does not say.</summary>
    public string? Trace { get; init; }
}

/// <param name="Job">In short.</param>
/// <param name="Work">All nodes and items.</param>
public sealed record JobView(Job Job, IReadOnlyList<WorkSnapshot> Work);

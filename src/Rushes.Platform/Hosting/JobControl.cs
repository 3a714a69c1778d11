using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Hosting;

/// <summary>
/// Changes jobs from a process that does not work on them. A SQLite file has one owner: while that lives, it is asked (see
/// <see cref="RequestFolder"/>); when it does not, this process is the owner for a moment. PostgreSQL lets everybody write.
/// </summary>
/// <param name="location">A database that is there, with its schema.</param>
/// <param name="services">What runs are made of; nothing of it is started.</param>
/// <param name="time">The clock.</param>
public sealed class JobControl(DatabaseLocation location, IReadOnlyList<Service> services, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly IDatabaseEngine _engine = location.ToEngine(time);

    /// <param name="change">Of a run or message by its whole id.</param>
    /// <param name="patience">How long an owner may take to answer.</param>
    /// <param name="cancellationToken">Withdraws the request, if it is not answered.</param>
    public Task<JobChangeEnd> ApplyAsync(JobChange change, TimeSpan patience, CancellationToken cancellationToken) =>
        RequestFolder.Of(location) is { } folder
            ? ApplyAsync(folder, OwnerRequest.Create(change, time), patience, cancellationToken)
            : WriteAsync((changes, transaction) => changes.Apply(transaction, change), cancellationToken);

    internal async Task<JobChangeEnd> ApplyAsync(RequestFolder folder, OwnerRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (start, posted) = (time.GetTimestamp(), false);
        try
        {
            while (IsThere)
            {
                if (posted && folder.TakeAnswer(request) is { } answer)
                {
                    return answer;
                }

                using var ownership = TryOwn();
                if (ownership is not null)
                {
                    if (posted && !folder.Withdraw(request))
                    {
                        continue;
                    }

                    // A dead owner may have applied the request without saying so.
                    return IsThere ? await WriteAsync((changes, transaction) => changes.ApplyOnce(transaction, request), cancellationToken) : JobChangeEnd.Gone;
                }

                if (!posted)
                {
                    folder.Post(request);
                    posted = true;
                }
                else if (time.GetElapsedTime(start) >= patience && folder.Withdraw(request))
                {
                    return JobChangeEnd.Unanswered;
                }

                await Task.Delay(Look, time, cancellationToken);
            }

            return JobChangeEnd.Gone;
        }
        catch (OperationCanceledException)
        {
            folder.Withdraw(request);
            throw;
        }
    }

    private bool IsThere => location is not DatabaseLocation.SqliteFile file || File.Exists(file.Path);

    private IDisposable? TryOwn()
    {
        try
        {
            return _engine.TakeOwnership();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<JobChangeEnd> WriteAsync(Func<JobChanges, Transaction, JobChangeEnd> change, CancellationToken cancellationToken)
    {
        var signals = new RunSignals();
        var queue = new MessageQueue(new QueueSignals(QueueNames.Compute), new RetryPolicy(1, TimeSpan.Zero));
        var (catalog, letters) = (new WorkflowCatalog(services), new Letters(queue));
        var changes = new JobChanges(queue, new RunTransitions(queue, catalog, letters, signals), new RunRetry(queue, catalog, letters, signals));
        await using var database = StateDatabase.Open(_engine, time);
        return await database.WriteAsync(transaction => change(changes, transaction), cancellationToken);
    }
}

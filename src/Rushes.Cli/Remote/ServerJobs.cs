using System.Globalization;
using Rushes.Cli.Jobs;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Hosting;

namespace Rushes.Cli.Remote;

/// <summary>The jobs of a server. One that has answered may be away for a while.</summary>
/// <param name="connection">Closed with this.</param>
internal sealed class ServerJobs(ServerConnection connection) : IJobSource
{
    /// <summary>So many of the newest are looked through for the beginning of an id.</summary>
    private const int LookedThrough = 1000;

    private bool _hasAnswered;

    public Task<IReadOnlyList<Job>> JobsAsync(int max, CancellationToken cancellationToken) =>
        CallAsync(async client => (IReadOnlyList<Job>)await client.Jobs.ListAsync(cancellationToken).Take(max).ToListAsync(cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<Job>> FindAsync(string prefix, int max, CancellationToken cancellationToken)
    {
        if (await JobAsync(prefix, cancellationToken) is { } job)
        {
            return [job];
        }

        var newest = await JobsAsync(LookedThrough, cancellationToken);
        return [.. newest.Where(one => one.Id.StartsWith(prefix, StringComparison.Ordinal)).Take(max)];
    }

    public Task<Job?> JobAsync(string id, CancellationToken cancellationToken) => FindAsync(client => client.Jobs.GetAsync(id, cancellationToken), cancellationToken);

    public Task<JobGraph?> GraphAsync(string id, CancellationToken cancellationToken) => FindAsync(client => client.Jobs.GraphAsync(id, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> MessagesAsync(int max, CancellationToken cancellationToken) =>
        CallAsync(client => client.Queue.ListAsync(max, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> DeadLettersAsync(int max, CancellationToken cancellationToken) =>
        CallAsync(client => client.Queue.DeadAsync(max, cancellationToken), cancellationToken);

    public Task<MessageReason?> WhyAsync(long message, CancellationToken cancellationToken) =>
        FindAsync(client => client.Queue.WhyAsync(message, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<MessageReason>> WhyAsync(string job, int max, CancellationToken cancellationToken) =>
        CallAsync(client => client.Queue.WhyAsync(job, max, cancellationToken), cancellationToken);

    public async Task<JobChangeEnd> ApplyAsync(JobChange change, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (change.Kind == JobChangeKind.Requeue)
        {
            var message = long.Parse(change.Id, NumberStyles.None, CultureInfo.InvariantCulture);
            return await CallAsync(client => client.Queue.RequeueAsync(message, cancellationToken), cancellationToken) ? JobChangeEnd.Applied : JobChangeEnd.Unchanged;
        }

        var before = await CallAsync(client => client.Jobs.GetAsync(change.Id, cancellationToken), cancellationToken);
        var after = await CallAsync(
            client => change.Kind == JobChangeKind.Cancel ? client.Jobs.CancelAsync(change.Id, cancellationToken) : client.Jobs.RetryAsync(change.Id, cancellationToken),
            cancellationToken);
        return before.Status == after.Status ? JobChangeEnd.Unchanged : JobChangeEnd.Applied;
    }

    public void Dispose() => connection.Dispose();

    private async Task<T?> FindAsync<T>(Func<RushesClient, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await CallAsync(call, cancellationToken);
        }
        catch (RpcException exception) when (exception.Code == RpcCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> CallAsync<T>(Func<RushesClient, Task<T>> call, CancellationToken cancellationToken)
    {
        var answer = _hasAnswered
            ? await connection.CallAsync(() => call(connection.Client), cancellationToken)
            : await call(connection.Client);
        _hasAnswered = true;
        return answer;
    }
}

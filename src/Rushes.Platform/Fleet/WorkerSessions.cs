using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Rushes.Contracts;
using Rushes.Contracts.Rpc;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Fleet;

/// <summary>
/// The server's side of the workers of other processes: a session for each connection. Whatever counts stands in rows, so a
/// worker may go on at any other server.
/// </summary>
internal sealed partial class WorkerSessions(
    WorkflowCatalog catalog, StateDatabase database, MessageQueue queue, QueueSignals signals, MessageEvents events, Settlement settlement, ProgressBoard board,
    TimeSpan lease, WorkerWelcome welcome, TimeProvider time, ILoggerFactory logging)
{
    private readonly ILogger _logger = logging.CreateLogger<WorkerSessions>();

    /// <summary>A <see cref="WorkCall"/>.</summary>
    /// <exception cref="RpcException">The worker does not say who it is.</exception>
    public async IAsyncEnumerable<WorkerOrder> WorkAsync(
        IAsyncEnumerable<WorkerMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var enumerator = messages.GetAsyncEnumerator(cancellationToken);
        if (!await enumerator.MoveNextAsync())
        {
            yield break;
        }

        var hello = WithWhatIsHere(WorkerCheck.Hello(enumerator.Current));
        Log.Connected(_logger, hello.Id, hello.Held.Count);
        using var session = new WorkerSession(hello, database, queue, signals, events, settlement, board, lease, time);
        try
        {
            yield return new WorkerOrder { Welcome = new WorkerWelcome(welcome) { LeaseMs = (long)lease.TotalMilliseconds } };
            await foreach (var order in session.RunAsync(RestAsync(enumerator), cancellationToken))
            {
                yield return order;
            }
        }
        finally
        {
            Log.Disconnected(_logger, hello.Id);
        }
    }

    /// <summary>What ends at a server is followed by a step that it takes.</summary>
    private WorkerHello WithWhatIsHere(WorkerHello hello)
    {
        var here = hello.Clone();
        here.Builds.Clear();
        here.Builds.Add(hello.Builds.Where(build => catalog.IsHere(build.Function)));
        return here;
    }

    private static async IAsyncEnumerable<WorkerMessage> RestAsync(IAsyncEnumerator<WorkerMessage> messages)
    {
        while (await messages.MoveNextAsync())
        {
            yield return messages.Current;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1331, LogLevel.Information, "Worker {Worker} is connected; it holds {Leases} leases of before")]
        public static partial void Connected(ILogger logger, string worker, int leases);

        [LoggerMessage(1332, LogLevel.Information, "Worker {Worker} is no longer connected")]
        public static partial void Disconnected(ILogger logger, string worker);
    }
}

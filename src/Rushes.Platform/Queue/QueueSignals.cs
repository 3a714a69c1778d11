using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Rushes.Platform.Queue;

/// <summary>
/// Wakes the taker of a queue at once, and tells holders of leases that these are gone. Raised after commits; a signal
/// that nobody waits for is kept (one is enough), so none is lost between looking and waiting.
/// </summary>
/// <param name="matched">Queues whose messages are matched to workers: there, room that becomes free is news too.</param>
internal sealed class QueueSignals(params string[] matched)
{
    private readonly ConcurrentDictionary<string, Channel<bool>> _arrivals = [];
    private readonly ConcurrentDictionary<string, bool> _awaited = [];

    /// <summary>Ids of messages that were cancelled while they were leased.</summary>
    public event Action<IReadOnlyCollection<long>>? Revoked;

    /// <summary>Id of a message whose work is to stand still.</summary>
    public event Action<long>? Frozen;

    /// <summary>Id of a message whose work is to go on.</summary>
    public event Action<long>? Resumed;

    public void Arrived(string queue) => Of(queue).Writer.TryWrite(true);

    /// <summary>The end of the next lease, of whatever queue, is news here: something waits until a taker holds nothing.</summary>
    public void AwaitEnd(string queue) => _awaited[queue] = true;

    /// <summary>A lease has ended.</summary>
    public void Ended(string queue)
    {
        if (matched.Contains(queue))
        {
            Arrived(queue);
        }

        foreach (var (waiting, _) in _awaited)
        {
            if (_awaited.TryRemove(waiting, out var _))
            {
                Arrived(waiting);
            }
        }
    }

    public void Revoke(IReadOnlyCollection<long> messages) => Revoked?.Invoke(messages);

    public void Freeze(long message) => Frozen?.Invoke(message);

    public void Resume(long message) => Resumed?.Invoke(message);

    /// <summary>Until something arrives or the time is over.</summary>
    public async Task WaitAsync(string queue, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await Of(queue).Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The safety net: look again.
        }
    }

    private Channel<bool> Of(string queue) => _arrivals.GetOrAdd(
        queue, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}

using System.Collections.Concurrent;
using System.Globalization;
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

    /// <summary>For other processes. What is to be matched to workers is not news there: this process matches it.</summary>
    public event Action<Signal>? Raised;

    public void Arrived(string queue)
    {
        Of(queue).Writer.TryWrite(true);
        if (!matched.Contains(queue))
        {
            Raised?.Invoke(new Signal(SignalKind.Arrived, queue));
        }
    }

    /// <summary>Whoever waits looks again.</summary>
    public void ArrivedEverywhere()
    {
        foreach (var arrivals in _arrivals.Values)
        {
            arrivals.Writer.TryWrite(true);
        }
    }

    /// <summary>Another process has raised it.</summary>
    public void Receive(Signal signal)
    {
        if (signal.Kind == SignalKind.Arrived)
        {
            // Nobody has ever waited for what is not known.
            if (_arrivals.TryGetValue(signal.Subject, out var arrivals))
            {
                arrivals.Writer.TryWrite(true);
            }
        }
        else if (signal.Kind is SignalKind.Revoked or SignalKind.Frozen or SignalKind.Resumed && long.TryParse(signal.Subject, CultureInfo.InvariantCulture, out var message))
        {
            Tell(signal.Kind, message);
        }
    }

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

    public void Revoke(IReadOnlyCollection<long> messages)
    {
        Revoked?.Invoke(messages);
        foreach (var message in messages)
        {
            Raise(SignalKind.Revoked, message);
        }
    }

    public void Freeze(long message)
    {
        Tell(SignalKind.Frozen, message);
        Raise(SignalKind.Frozen, message);
    }

    public void Resume(long message)
    {
        Tell(SignalKind.Resumed, message);
        Raise(SignalKind.Resumed, message);
    }

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

    private void Tell(SignalKind kind, long message)
    {
        switch (kind)
        {
            case SignalKind.Revoked:
                Revoked?.Invoke([message]);
                break;
            case SignalKind.Frozen:
                Frozen?.Invoke(message);
                break;
            default:
                Resumed?.Invoke(message);
                break;
        }
    }

    private void Raise(SignalKind kind, long message) => Raised?.Invoke(new Signal(kind, message.ToString(CultureInfo.InvariantCulture)));

    private Channel<bool> Of(string queue) => _arrivals.GetOrAdd(
        queue, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}

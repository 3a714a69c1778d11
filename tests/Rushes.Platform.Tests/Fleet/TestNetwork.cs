using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Fleet;

namespace Rushes.Platform.Tests.Fleet;

/// <summary>
/// Between workers and servers: messages travel as bytes, and every connection can be cut, at once or after a number of messages
/// of either direction.
/// </summary>
internal sealed class TestNetwork
{
    private readonly Lock _lock = new();
    private readonly List<CancellationTokenSource> _connections = [];
    private int _calls;
    private int _carried;

    /// <summary>The servers that are reached, in turn.</summary>
    public List<WorkCall> Servers { get; } = [];

    /// <summary>Connections break when so many messages have been carried.</summary>
    public int? CutAfter { get; init; }

    /// <summary>What is carried instead of a message of a worker, as bytes; it stands for a worker of another version.</summary>
    public Func<WorkerMessage, IEnumerable<byte[]>> Says { get; init; } = message => [message.ToByteArray()];

    /// <summary>Messages that were carried, in both directions.</summary>
    public int Carried => Volatile.Read(ref _carried);

    public int Calls => Volatile.Read(ref _calls);

    public void Cut()
    {
        lock (_lock)
        {
            _connections.ForEach(connection => connection.Cancel());
            _connections.Clear();
        }
    }

    public async IAsyncEnumerable<WorkerOrder> CallAsync(
        IAsyncEnumerable<WorkerMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var cut = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cut.Token, cancellationToken);
        lock (_lock)
        {
            _connections.Add(cut);
        }

        var call = Interlocked.Increment(ref _calls) - 1;
        var up = Channel.CreateUnbounded<byte[]>();
        var sending = SendAsync(messages, up, cut, either.Token);
        await foreach (var order in BreakAsync(Servers[call % Servers.Count](ReadAsync(up, either.Token), either.Token), either.Token))
        {
            if (!Carry(cut))
            {
                throw new IOException("The connection is cut.");
            }

            yield return WorkerOrder.Parser.ParseFrom(order.ToByteArray());
        }

        await either.CancelAsync();
        await sending;
    }

    private async Task SendAsync(IAsyncEnumerable<WorkerMessage> messages, Channel<byte[]> up, CancellationTokenSource cut, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                foreach (var said in Says(message))
                {
                    if (Carry(cut))
                    {
                        up.Writer.TryWrite(said);
                    }
                }
            }

            up.Writer.Complete();
        }
        catch (OperationCanceledException)
        {
            // What was not sent is lost.
        }
    }

    /// <summary>False: it gets lost, and everything that follows.</summary>
    private bool Carry(CancellationTokenSource cut)
    {
        if (Interlocked.Increment(ref _carried) == CutAfter)
        {
            cut.Cancel();
        }

        return !cut.IsCancellationRequested;
    }

    private static async IAsyncEnumerable<WorkerMessage> ReadAsync(Channel<byte[]> up, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var message in up.Reader.ReadAllAsync(cancellationToken))
        {
            yield return WorkerMessage.Parser.ParseFrom(message);
        }
    }

    /// <summary>To the worker a cut is no cancellation of its own.</summary>
    private static async IAsyncEnumerable<WorkerOrder> BreakAsync(IAsyncEnumerable<WorkerOrder> orders, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var enumerator = orders.GetAsyncEnumerator(CancellationToken.None);
        while (true)
        {
            try
            {
                if (!await enumerator.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new IOException("The connection is cut.");
            }

            yield return enumerator.Current;
        }
    }
}

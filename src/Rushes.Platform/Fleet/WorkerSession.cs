using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Fleet;

/// <summary>
/// One connection of a worker, on the server. It passes on what dispatchers lease to the worker, extends and ends leases for it,
/// and tells it at once what is frozen, resumed or taken away.
/// </summary>
internal sealed class WorkerSession : IDisposable
{
    /// <summary>A worker that is so far behind with reading is cut off; it comes back and hears what is true then.</summary>
    private const int MostUnread = 4096;

    /// <summary>Messages of the worker that are worked on at once; those that write share commits.</summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<WorkerOrder> _orders = Channel.CreateBounded<WorkerOrder>(new BoundedChannelOptions(MostUnread) { SingleReader = true });
    private readonly ConcurrentDictionary<long, long> _inHand = [];
    private readonly ConcurrentDictionary<(string Run, string Node, int Number), ProgressBoard.Entry> _progress = [];
    private readonly CancellationTokenSource _cut = new();
    private readonly WorkerHello _worker;
    private readonly Shape _capacity;
    private readonly StateDatabase _database;
    private readonly MessageQueue _queue;
    private readonly QueueSignals _signals;
    private readonly MessageEvents _events;
    private readonly Settlement _settlement;
    private readonly ProgressBoard _board;
    private readonly AssignedLeases _leases;
    private readonly TimeProvider _time;
    private long _seen;

    public WorkerSession(
        WorkerHello worker, StateDatabase database, MessageQueue queue, QueueSignals signals, MessageEvents events, Settlement settlement,
        ProgressBoard board, TimeSpan lease, TimeProvider time)
    {
        (_worker, _database, _queue, _signals, _events, _settlement, _board) = (worker, database, queue, signals, events, settlement, board);
        _time = time;
        _capacity = new Shape(worker.Capacity.Cores, worker.Capacity.MemoryBytes, worker.Capacity.DiskBytes, worker.Capacity.NetworkBps);
        foreach (var held in worker.Held)
        {
            _inHand[held.Message] = held.Token;
        }

        _leases = new AssignedLeases(
            database, queue, signals, worker.Id, QueueNames.Compute, lease, worker.Held.Select(held => (held.Message, held.Token)), time);
    }

    /// <summary>Until the worker has nothing more to say.</summary>
    public async IAsyncEnumerable<WorkerOrder> RunAsync(
        IAsyncEnumerable<WorkerMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cut.Token);
        _leases.Revoked += Revoke;
        _leases.Frozen += Freeze;
        _leases.Resumed += Resume;
        var working = Task.Run(() => WorkAsync(messages, ending), CancellationToken.None);
        try
        {
            await foreach (var order in _orders.Reader.ReadAllAsync(ending.Token))
            {
                yield return order;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await working.ContinueWith(_ => { }, TaskScheduler.Default);
            _leases.Revoked -= Revoke;
            _leases.Frozen -= Freeze;
            _leases.Resumed -= Resume;
            EndProgress();
            await CountOutAsync();
        }
    }

    public void Dispose() => _cut.Dispose();

    /// <summary>Whatever goes wrong here is told to the one who reads the orders.</summary>
    private async Task WorkAsync(IAsyncEnumerable<WorkerMessage> messages, CancellationTokenSource ending)
    {
        try
        {
            await PresentAsync(ending.Token);
            var assigning = AssignAsync(ending.Token);
            var hearing = Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ending.Token }, HearAsync);
            await await Task.WhenAny(assigning, hearing);
            await ending.CancelAsync();
            await Task.WhenAll(assigning, hearing).ContinueWith(_ => { }, TaskScheduler.Default);
            _orders.Writer.TryComplete();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            _orders.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            _orders.Writer.TryComplete(exception);
        }
    }

    private async Task AssignAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var leases = await _leases.TakeAsync(LeasePump.MostAssigned, cancellationToken);
            if (leases.Count == 0)
            {
                await _leases.WaitForWorkAsync(cancellationToken);
                continue;
            }

            foreach (var one in leases)
            {
                _inHand[one.MessageId] = one.Token;
                PlatformMeter.Taken(one);
            }

            Order(new WorkerOrder { Assignment = new WorkerAssignment { Leases = { leases.Select(LeaseWire.Write) } } });
        }
    }

    /// <summary>What a newer worker says beyond this is passed over.</summary>
    private ValueTask HearAsync(WorkerMessage message, CancellationToken cancellationToken) => message.MessageCase switch
    {
        WorkerMessage.MessageOneofCase.Presence => new ValueTask(PresentAsync(cancellationToken)),
        WorkerMessage.MessageOneofCase.Heartbeat => new ValueTask(BeatAsync(message.Heartbeat, cancellationToken)),
        WorkerMessage.MessageOneofCase.Progress => NoteAsync(message.Progress),
        WorkerMessage.MessageOneofCase.End => new ValueTask(EndAsync(message.End, cancellationToken)),
        WorkerMessage.MessageOneofCase.Drain => new ValueTask(_database.WriteAsync(transaction => FleetRows.Drain(transaction, _worker.Id), cancellationToken)),
        WorkerMessage.MessageOneofCase.Leave => new ValueTask(LeaveAsync(message.Leave, cancellationToken)),
        _ => ValueTask.CompletedTask,
    };

    /// <summary>A worker that was not there is news for who matches work to workers.</summary>
    private Task PresentAsync(CancellationToken cancellationToken) => _database.WriteAsync(
        transaction =>
        {
            Volatile.Write(ref _seen, transaction.Now);
            if (FleetRows.Register(transaction, _worker.Id, _capacity, _worker.Builds))
            {
                transaction.OnCommit(() => _signals.Arrived(QueueNames.Compute));
            }

            if (_worker.Draining)
            {
                FleetRows.Drain(transaction, _worker.Id);
            }
        },
        cancellationToken);

    /// <summary>
    /// Who is not connected should get nothing: if the process is dead, it would wait until the lease has expired. The worker may
    /// be back at another server by now.
    /// </summary>
    private async Task CountOutAsync()
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        await _database.WriteAsync(transaction => FleetRows.CountOut(transaction, _worker.Id, Volatile.Read(ref _seen)), patience.Token)
            .ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task BeatAsync(WorkerHeartbeat heartbeat, CancellationToken cancellationToken)
    {
        Heartbeat[] beats = [.. heartbeat.Beats.Select(beat => new Heartbeat(
            LeaseWire.Bare(beat.Lease), beat.SavedAgoMs > 0 ? TimeSpan.FromMilliseconds(beat.SavedAgoMs) : null))];
        var answer = await _leases.HeartbeatAsync(beats, cancellationToken);
        var told = new WorkerHeartbeatAnswer { Sequence = heartbeat.Sequence, Lost = { answer.Lost.Select(LeaseWire.Key) } };
        told.Suspended.AddRange(beats.Select(beat => beat.Lease.MessageId).Where(answer.Suspended.Contains));
        foreach (var lost in answer.Lost)
        {
            _inHand.TryRemove(KeyValuePair.Create(lost.MessageId, lost.Token));
        }

        Order(new WorkerOrder { Heartbeat = told });
    }

    private ValueTask NoteAsync(WorkerProgress progress)
    {
        foreach (var function in progress.Functions)
        {
            _progress.GetOrAdd((function.Run, function.Node, function.Number), key => _board.Begin(key.Run, key.Node, key.Number))
                .Report(function.Done, function.Total);
        }

        return ValueTask.CompletedTask;
    }

    private async Task EndAsync(FunctionEnd end, CancellationToken cancellationToken)
    {
        var accepted = await SettleAsync(end, cancellationToken);
        EndProgress((end.Run, end.Node, end.Number));
        Order(new WorkerOrder { End = new EndAnswer { Sequence = end.Sequence, Accepted = accepted } });
    }

    /// <summary>A worker that heard no answer says it again, when the message may have begun to stand for what was left of it.</summary>
    private async Task<bool> SettleAsync(FunctionEnd end, CancellationToken cancellationToken)
    {
        if (await _database.ReadAsync(sql => MessageRows.Held(sql, end.Lease.Message, end.Lease.Token), cancellationToken) is not { } lease)
        {
            _inHand.TryRemove(KeyValuePair.Create(end.Lease.Message, end.Lease.Token));
            return false;
        }

        var work = lease.Read(RunFunction.Parser);
        if (!work.Item.Equals(new ItemKey { Run = end.Run, Node = end.Node, Number = end.Number }))
        {
            return true;
        }

        var accepted = await _settlement.SettleAsync(lease, work, LeaseWire.Read(end));
        if (!accepted || work.Next.Count == 0)
        {
            _inHand.TryRemove(KeyValuePair.Create(lease.MessageId, lease.Token));
        }

        return accepted;
    }

    private async Task LeaveAsync(WorkerLeave leave, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            transaction =>
            {
                _queue.Release(transaction, MessageRows.HeldBy(transaction.Sql, _worker.Id, QueueNames.Compute), _events);
                FleetRows.Remove(transaction, _worker.Id);
            },
            cancellationToken);
        _inHand.Clear();
        Order(new WorkerOrder { Leave = new LeaveAnswer { Sequence = leave.Sequence } });
    }

    private void Revoke(IReadOnlyCollection<long> messages)
    {
        long[] ours = [.. messages.Where(message => _inHand.TryRemove(message, out _))];
        if (ours.Length > 0)
        {
            Order(new WorkerOrder { Revoke = new RevokeOrder { Messages = { ours } } });
        }
    }

    private void Freeze(long message)
    {
        if (_inHand.ContainsKey(message))
        {
            Order(new WorkerOrder { Freeze = new FreezeOrder { Message = message } });
        }
    }

    private void Resume(long message)
    {
        if (_inHand.ContainsKey(message))
        {
            Order(new WorkerOrder { Resume = new ResumeOrder { Message = message } });
        }
    }

    private void Order(WorkerOrder order)
    {
        if (!_orders.Writer.TryWrite(order))
        {
            _cut.Cancel();
        }
    }

    private void EndProgress((string Run, string Node, int Number)? key = null)
    {
        foreach (var one in _progress.Keys.Where(one => key is null || one == key))
        {
            if (_progress.TryRemove(one, out var entry))
            {
                _board.End(one.Run, one.Node, one.Number, entry);
            }
        }
    }
}

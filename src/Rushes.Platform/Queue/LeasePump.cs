using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rushes.Platform.Queue;

/// <summary>
/// Takes messages and works on up to <paramref name="slots"/> of them at once. Heartbeats keep the leases; work whose
/// lease is revoked, refused, or not acknowledged for two thirds of its length (monotonic time: the database's clock may
/// be out of reach) is cancelled, because somebody else may be doing it soon. A handler that throws anything but the
/// cancellation of its own work is a broken world: the pump stops and says so.
/// </summary>
internal sealed partial class LeasePump(
    ILeaseSource source, int slots, TimeSpan lease, TimeProvider time,
    Func<HeldLease, CancellationToken, Task> handle, Action<Exception> broken, ILogger logger) : IDisposable
{
    /// <summary>Slots of a worker: a dispatcher gives it no more than it has room for, and frozen work stays in hand besides.</summary>
    public const int MostAssigned = 4096;

    private readonly ConcurrentDictionary<HeldLease, Task> _held = [];
    private readonly SemaphoreSlim _free = new(slots);
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _drained = new();
    private Task _taking = Task.CompletedTask;
    private Task _beating = Task.CompletedTask;
    private long _quiet = time.GetTimestamp();

    /// <summary>How long there has been nothing in hand; zero while there is something.</summary>
    public TimeSpan Idle => _held.IsEmpty ? time.GetElapsedTime(Volatile.Read(ref _quiet)) : TimeSpan.Zero;

    public void Start()
    {
        source.Revoked += Lose;
        source.Frozen += Freeze;
        source.Resumed += Resume;
        _taking = Task.Run(() => GuardAsync(() => TakeAllAsync(_closing.Token)));
        _beating = Task.Run(() => GuardAsync(() => BeatAsync(_drained.Token)));
    }

    /// <summary>Takes no more, and waits for what runs.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _closing.CancelAsync();
        await _taking;
        await Task.WhenAll(_held.Values).WaitAsync(cancellationToken);
    }

    /// <summary>Takes no more, cancels what runs, and waits for it. The leases of what was given up are still held then.</summary>
    public async Task StopAsync()
    {
        await _closing.CancelAsync();
        await _stopping.CancelAsync();
        await _taking;
        await Task.WhenAll(_held.Values);
        await _drained.CancelAsync();
        await _beating;
        source.Revoked -= Lose;
        source.Frozen -= Freeze;
        source.Resumed -= Resume;
    }

    /// <summary>Stops the work on a message, which keeps its slot and its lease. A message that is not in hand is left alone.</summary>
    private void Freeze(long messageId) => Find(messageId)?.Freeze(true);

    /// <summary>Lets frozen work go on.</summary>
    private void Resume(long messageId) => Find(messageId)?.Freeze(false);

    public void Dispose()
    {
        _free.Dispose();
        _closing.Dispose();
        _stopping.Dispose();
        _drained.Dispose();
    }

    private async Task TakeAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _free.WaitAsync(cancellationToken);
            var room = 1;
            while (room < slots && await _free.WaitAsync(TimeSpan.Zero, CancellationToken.None))
            {
                room++;
            }

            var before = time.GetTimestamp();
            var leases = await source.TakeAsync(room, cancellationToken);
            foreach (var one in leases)
            {
                Begin(one, before);
            }

            if (leases.Count < room)
            {
                _free.Release(room - leases.Count);
            }

            if (leases.Count == 0)
            {
                await source.WaitForWorkAsync(cancellationToken);
            }
        }
    }

    private void Begin(Lease one, long before)
    {
        var held = new HeldLease(one, before, _stopping.Token);
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held[held] = RunAsync(held, listed.Task);
        listed.SetResult();
    }

    private async Task RunAsync(HeldLease held, Task listed)
    {
        // The entry must be there before it is removed.
        await listed;
        try
        {
            await GuardAsync(() => handle(held, held.Work));
        }
        finally
        {
            Volatile.Write(ref _quiet, time.GetTimestamp());
            _held.TryRemove(held, out _);
            held.Dispose();
            _free.Release();
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(lease / 6, time);
        var beat = Task.CompletedTask;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (beat.IsCompleted && !_held.IsEmpty)
            {
                await beat;
                beat = BeatOnceAsync(cancellationToken);
            }

            foreach (var held in _held.Keys.Where(held => time.GetElapsedTime(held.Acknowledged) >= lease * 2 / 3))
            {
                Log.Unacknowledged(logger, held.Lease.MessageId);
                held.Lose();
            }
        }
    }

    private async Task BeatOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        HeldLease[] held = [.. _held.Keys];
        var answer = await source.HeartbeatAsync([.. held.Select(one => new Heartbeat(one.Lease, one.SavedAgo(time)))], cancellationToken);
        foreach (var one in held)
        {
            if (answer.Lost.Contains(one.Lease))
            {
                one.Lose();
                continue;
            }

            one.Acknowledged = now;
            one.Freeze(answer.Suspended.Contains(one.Lease.MessageId));
        }
    }

    private HeldLease? Find(long messageId) => _held.Keys.FirstOrDefault(held => held.Lease.MessageId == messageId);

    private void Lose(IReadOnlyCollection<long> messages)
    {
        foreach (var held in _held.Keys.Where(held => messages.Contains(held.Lease.MessageId)))
        {
            held.Lose();
        }
    }

    /// <summary>Whatever is cancelled here was cancelled by us: the pump stops, or the lease is lost.</summary>
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // Nothing counts of what it did.
        }
        catch (Exception exception)
        {
            broken(exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1011, LogLevel.Warning, "The lease of message {Message} was not acknowledged in time; its work is stopped")]
        public static partial void Unacknowledged(ILogger logger, long message);
    }
}

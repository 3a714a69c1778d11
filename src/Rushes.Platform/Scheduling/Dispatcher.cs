using Microsoft.Extensions.Logging;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Telemetry;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Scheduling;

/// <summary>
/// Matches compute messages to workers: reads the fleet and the head of the queue, lets <see cref="Scheduler.Decide"/> decide,
/// and writes what was decided, all in one transaction that no other dispatcher runs beside. So there is no leader whose
/// orders could be out of date: any process may run a round, and whoever does has the rows as they are.
/// </summary>
internal sealed partial class Dispatcher(
    StateDatabase database, MessageQueue queue, QueueSignals signals, MessageEvents events, LocalWorker? worker, string queueName,
    TimeSpan lease, TimeProvider time, ILogger logger)
{
    /// <summary>How often to look although no signal came, and to say that the worker is there.</summary>
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(10);

    private readonly SchedulingPolicy _policy = SchedulingPolicy.Default;

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (decided, wait) = await database.WriteAsync(Round, cancellationToken);
            if (!decided)
            {
                await signals.WaitAsync(queueName, wait, time, cancellationToken);
            }
        }
    }

    /// <summary>Whether anything was decided, when another round may find more; and how long nothing changes by time alone.</summary>
    private (bool Decided, TimeSpan Wait) Round(Transaction transaction)
    {
        transaction.Sql.LockDispatch();
        FleetRows.CountOutSilent(transaction, queueName);
        events.Lost(transaction, queue.ReturnWhatIsDue(transaction, queueName));
        if (worker is not null)
        {
            FleetRows.Register(transaction, worker.Id, worker.Capacity, worker.Builds);
        }

        BuildRows.PinWaiting(transaction);
        var workers = FleetRows.Workers(transaction.Sql, queueName, transaction.Now);
        if (workers.Any(one => one.Running.Any(work => work.Alone)))
        {
            signals.AwaitEnd(queueName);
        }

        return (workers.Count > 0 && Decide(transaction, workers), Wait(transaction));
    }

    private bool Decide(Transaction transaction, IReadOnlyList<WorkerState> workers)
    {
        var pending = FleetRows.Pending(transaction.Sql, queueName, workers, Head(workers));
        var decision = Scheduler.Decide(pending, workers, transaction.Now, _policy);
        Apply(transaction, decision);
        return decision.Assignments.Count + decision.Preemptions.Count + decision.Resumptions.Count > 0;
    }

    /// <summary>What is farther back than this many for each core has no chance in this round.</summary>
    private static int Head(IReadOnlyList<WorkerState> workers) => Math.Clamp(8 * workers.Sum(one => one.Capacity.Cores), 64, 10_000);

    private void Apply(Transaction transaction, Decision decision)
    {
        foreach (var preemption in decision.Preemptions)
        {
            Preempt(transaction, preemption);
        }

        foreach (var resumption in decision.Resumptions.Where(one => queue.Resume(transaction, one.MessageId)))
        {
            transaction.OnCommit(() => signals.Resume(resumption.MessageId));
        }

        foreach (var group in decision.Assignments.GroupBy(assignment => assignment.Worker))
        {
            foreach (var taken in queue.Take(transaction, [.. group.Select(assignment => assignment.MessageId)], group.Key, lease))
            {
                events.Taken(transaction, taken);
            }

            transaction.OnCommit(() => signals.Arrived(LocalWorker.Queue(group.Key)));
        }
    }

    private void Preempt(Transaction transaction, Preemption preemption)
    {
        if (preemption.Kind == PreemptionKind.Freeze)
        {
            if (queue.Suspend(transaction, preemption.MessageId))
            {
                transaction.OnCommit(() => signals.Freeze(preemption.MessageId));
                transaction.OnCommit(() => PlatformMeter.Preempted(preemption.Kind));
                transaction.OnCommit(() => Log.Frozen(logger, preemption.MessageId, preemption.For));
            }
        }
        else if (queue.TakeAway(transaction, preemption.MessageId) is { } lost)
        {
            events.Released(transaction, lost);
            transaction.OnCommit(() => PlatformMeter.Preempted(preemption.Kind));
            transaction.OnCommit(() => Log.Requeued(logger, preemption.MessageId, preemption.For));
        }
    }

    /// <summary>In the time of the database, whatever the clock of this process says.</summary>
    private TimeSpan Wait(Transaction transaction)
    {
        if (MessageRows.NextChange(transaction.Sql, queueName) is not { } next)
        {
            return SafetyNet;
        }

        var wait = TimeSpan.FromMilliseconds(Math.Max(1, next - transaction.Now));
        return wait < SafetyNet ? wait : SafetyNet;
    }

    private static partial class Log
    {
        [LoggerMessage(1021, LogLevel.Information, "Message {Message} is frozen, to make room for message {Urgent}")]
        public static partial void Frozen(ILogger logger, long message, long? urgent);

        [LoggerMessage(1022, LogLevel.Information, "Message {Message} is taken from its worker and waits again, to make room for message {Urgent}")]
        public static partial void Requeued(ILogger logger, long message, long? urgent);
    }
}

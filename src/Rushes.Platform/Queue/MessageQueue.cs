using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>
/// The queue: one table, one order (class, due, rank, arrival), one lease rule. Every operation is part of the caller's
/// transaction, so a step, its result and the messages it sends commit together. A lease ends by completion, failure,
/// cancellation, release, or by expiry, which returns the message to its place; whoever held it then has an old token.
/// docs/queue-semantics.md says what is promised, docs/job-states.md draws the states.
/// </summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "One seam: whoever takes and ends messages is handed the queue.")]
internal sealed class MessageQueue(QueueSignals signals, RetryPolicy retry)
{
    // Only leases expire. To name the states would offer the indexes of leases, small when they were last counted, and let a
    // planner walk through all that has been leased since instead of to the one row.
    private const string Held = "id = @id AND token = @token AND expiry IS NOT NULL";
    private const string NoLease = "owner = NULL, taken = NULL, expiry = NULL, suspended = NULL, saved = NULL";

    /// <summary>False when a message with its dedupe key was sent before.</summary>
    public bool Send(Transaction transaction, OutgoingMessage message) => Send(transaction, [message])[0];

    /// <summary>For each message: false when one with its dedupe key was sent before.</summary>
    public bool[] Send(Transaction transaction, IReadOnlyList<OutgoingMessage> messages)
    {
        var sent = MessageRows.InsertNew(transaction, messages);
        Arrived(transaction, messages.Where((_, i) => sent[i]).Select(message => message.Queue));
        return sent;
    }

    /// <summary>
    /// The next messages in order, leased. A suspected message (see <see cref="RetryPolicy.LossesOfSuspect"/>) is given
    /// alone, and what is behind it waits until then.
    /// </summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="taker">Who takes.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="idle">Whether the taker holds nothing else; only then is it given a suspected message. Asked when there is nothing else to give.</param>
    public IReadOnlyList<Lease> Take(Transaction transaction, Taker taker, int max, Func<bool> idle)
    {
        var leases = TakeInOrder(transaction, taker, max, alone: false);
        if (leases.Count > 0)
        {
            return leases;
        }

        leases = idle() ? TakeInOrder(transaction, taker, 1, alone: true) : [];
        if (leases.Count == 0 && MessageRows.HasAwaitingEnd(transaction.Sql, taker.Queue))
        {
            signals.AwaitEnd(taker.Queue);
        }

        return leases;
    }

    /// <summary>Leases these messages, where they are still pending and their exclusivity keys are free.</summary>
    public IReadOnlyList<Lease> Take(Transaction transaction, IReadOnlyList<long> messages, string owner, TimeSpan lease) =>
    [
        .. messages.SelectMany(id => transaction.Sql.Query(
            $"""
            UPDATE message SET {Leased}
            WHERE id = @id AND state = 'pending' AND (exclusive IS NULL OR NOT EXISTS (
              SELECT 1 FROM message AS other WHERE other.exclusive = message.exclusive AND other.state IN ('leased', 'suspended')))
            RETURNING {MessageRows.Columns}
            """,
            MessageRows.ReadLease, ("owner", owner), ("now", transaction.Now), ("expiry", Expiry(transaction, lease)), ("id", id))),
    ];

    /// <summary>Locks the message, so that its lease is not lost before the transaction ends.</summary>
    public bool IsHeld(Transaction transaction, Lease held) =>
        transaction.Sql.Scalar($"SELECT id FROM message WHERE {Held} {transaction.Sql.ForUpdate}", Set(held)) is not null;

    /// <summary>Extends the leases, and says what became of them.</summary>
    public HeartbeatAnswer Heartbeat(Transaction transaction, IReadOnlyList<Heartbeat> beats, TimeSpan lease)
    {
        var extended = transaction.Sql.ExecuteEach(
            $"UPDATE message SET expiry = @expiry, saved = @saved WHERE {Held}",
            [.. beats.Select(beat => Set(beat.Lease, ("expiry", Expiry(transaction, lease)), ("saved", transaction.Now - (long?)beat.SavedAgo?.TotalMilliseconds)))]);
        return new HeartbeatAnswer(
            [.. beats.Where((_, i) => extended[i] == 0).Select(beat => beat.Lease)],
            beats is [var first, ..] ? MessageRows.Suspended(transaction.Sql, first.Lease.Queue) : []);
    }

    /// <summary>False: the lease is lost, and whatever the holder did must not count.</summary>
    public bool Complete(Transaction transaction, Lease held) => Complete(transaction, [held])[0];

    /// <summary>For each lease: false where it is lost.</summary>
    public bool[] Complete(Transaction transaction, IReadOnlyList<Lease> held)
    {
        var ended = transaction.Sql.ExecuteEach(
            $"UPDATE message SET state = 'done', {NoLease}, ended = @now WHERE {Held}",
            [.. held.Select(lease => Set(lease, ("now", transaction.Now)))]);
        Ended(transaction, held.Select(lease => lease.Queue));
        return [.. ended.Select(rows => rows == 1)];
    }

    /// <summary>Part of the work is done and settled: this is what is left of it. False: the lease is lost.</summary>
    public bool Shorten(Transaction transaction, Lease held, IMessage rest) =>
        transaction.Sql.Execute($"UPDATE message SET payload = @payload WHERE {Held}", Set(held, ("payload", rest.ToByteArray()))) == 1;

    /// <summary>Delivers the message again, or never, as the category of the first failure says.</summary>
    public FailOutcome Fail(Transaction transaction, Lease held, FailureList failures)
    {
        if (transaction.Sql.Scalar($"SELECT failures FROM message WHERE {Held} {transaction.Sql.ForUpdate}", Set(held)) is not long before)
        {
            return FailOutcome.Refused;
        }

        var wait = retry.Next(failures.Failures[0], (int)before + 1);
        var notBefore = transaction.Now + (long)(wait ?? TimeSpan.Zero).TotalMilliseconds;
        transaction.Sql.Execute(
            $"""
            UPDATE message SET state = @state, not_before = @notBefore, failures = failures + 1, failure = @failure, {NoLease}, ended = @ended
            WHERE {Held}
            """,
            Set(
                held, ("state", wait is null ? "dead" : notBefore > transaction.Now ? "delayed" : "pending"), ("notBefore", notBefore),
                ("failure", failures.ToByteArray()), ("ended", wait is null ? transaction.Now : null)));
        Ended(transaction, [held.Queue]);
        if (wait is null)
        {
            return FailOutcome.Dead;
        }

        Arrived(transaction, [held.Queue]);
        return FailOutcome.Retried;
    }

    /// <summary>Gives a lease back: it was not used, or is taken away for something more urgent. False: it was lost already.</summary>
    public bool Release(Transaction transaction, Lease held)
    {
        var released = transaction.Sql.Execute($"UPDATE message SET state = 'pending', {NoLease} WHERE {Held}", Set(held)) == 1;
        if (released)
        {
            Arrived(transaction, [held.Queue]);
        }

        return released;
    }

    /// <summary>Gives leases back unused; those that were lost already are left alone.</summary>
    public void Release(Transaction transaction, IReadOnlyList<Lease> held, MessageEvents events)
    {
        foreach (var one in held.Where(one => Release(transaction, one)))
        {
            events.Released(transaction, one);
        }
    }

    /// <summary>The holder stops working on it, and keeps the lease. False: there is no such lease.</summary>
    public bool Suspend(Transaction transaction, long message) => transaction.Sql.Execute(
        "UPDATE message SET state = 'suspended', suspended = @now WHERE id = @id AND state = 'leased'",
        ("now", transaction.Now), ("id", message)) == 1;

    /// <summary>The holder goes on. False: there is no such suspended lease.</summary>
    public bool Resume(Transaction transaction, long message) => transaction.Sql.Execute(
        "UPDATE message SET state = 'leased', suspended = NULL WHERE id = @id AND state = 'suspended'", ("id", message)) == 1;

    /// <summary>Takes the lease away from its holder, who is told. False: there is no such lease.</summary>
    public Lease? TakeAway(Transaction transaction, long message)
    {
        var lost = transaction.Sql.Query(
            $"UPDATE message SET state = 'pending', {NoLease} WHERE id = @id AND state IN ('leased', 'suspended') RETURNING {MessageRows.Columns}",
            MessageRows.ReadLease, ("id", message)).SingleOrDefault();
        if (lost is not null)
        {
            transaction.OnCommit(() => signals.Revoke([message]));
        }

        return lost;
    }

    /// <summary>For the new owner of the database: every lease is of a dead process.</summary>
    public IReadOnlyList<LostLease> LoseAll(Transaction transaction) => Lose(transaction, "state IN ('leased', 'suspended')");

    /// <summary>
    /// The one rule for time: what was delayed long enough is pending, and what was leased too long has lost its lease. Only
    /// in one queue: the taker of another one may be about to sleep until just then.
    /// </summary>
    public IReadOnlyList<LostLease> ReturnWhatIsDue(Transaction transaction, string queue)
    {
        transaction.Sql.Execute(
            "UPDATE message SET state = 'pending' WHERE queue = @queue AND state = 'delayed' AND not_before <= @now",
            ("queue", queue), ("now", transaction.Now));
        return Lose(
            transaction, "queue = @queue AND state IN ('leased', 'suspended') AND expiry <= @now",
            ("queue", queue));
    }

    /// <summary>Cancels every message of the scope that has not ended; holders of leases are told.</summary>
    public void Cancel(Transaction transaction, string scope)
    {
        // One statement, for a message may be taken while we look. Whoever held one is still named in it afterwards.
        var leased = transaction.Sql.Query(
            """
            UPDATE message SET state = 'cancelled', taken = NULL, expiry = NULL, suspended = NULL, saved = NULL, ended = @now
            WHERE scope = @scope AND state IN ('delayed', 'pending', 'leased', 'suspended')
            RETURNING id, queue, owner IS NOT NULL
            """,
            row => (Id: row.GetInt64(0), Queue: row.GetString(1), WasHeld: Convert.ToBoolean(row.GetValue(2), null)), ("now", transaction.Now), ("scope", scope))
            .Where(message => message.WasHeld).ToList();
        if (leased.Count > 0)
        {
            long[] ids = [.. leased.Select(message => message.Id)];
            transaction.OnCommit(() => signals.Revoke(ids));
            Ended(transaction, leased.Select(message => message.Queue));
        }
    }

    /// <summary>
    /// Delivers again what was cancelled or died in the scope, but for messages of some types. Failures and losses count
    /// anew; attempts count on, so that what an earlier one left behind is never taken for the work of a later one.
    /// </summary>
    public void Revive(Transaction transaction, string scope, params ReadOnlySpan<string> exceptTypes) => Arrived(transaction, transaction.Sql.Query(
        $"""
        UPDATE message SET state = 'pending', owner = NULL, failures = 0, losses = 0, not_before = @now, ended = NULL
        WHERE scope = @scope AND state IN ('dead', 'cancelled') AND type NOT IN ('{string.Join("', '", exceptTypes)}')
        RETURNING queue
        """,
        row => row.GetString(0), ("now", transaction.Now), ("scope", scope)));

    /// <summary>The way back from the dead letters. False: the message is not dead.</summary>
    public bool Revive(Transaction transaction, long message)
    {
        var queues = transaction.Sql.Query(
            """
            UPDATE message SET state = 'pending', owner = NULL, failures = 0, losses = 0, not_before = @now, ended = NULL
            WHERE id = @id AND state = 'dead' RETURNING queue
            """,
            row => row.GetString(0), ("now", transaction.Now), ("id", message));
        Arrived(transaction, queues);
        return queues.Count == 1;
    }

    /// <summary>Removes up to <paramref name="max"/> messages that were done or cancelled before then. Returns how many.</summary>
    public int Forget(Transaction transaction, long before, int max) => transaction.Sql.Execute(
        string.Create(CultureInfo.InvariantCulture, $"""
        DELETE FROM message WHERE id IN (
          SELECT id FROM message WHERE state IN ('done', 'cancelled') AND ended < @before ORDER BY ended LIMIT {max})
        """),
        ("before", before));

    private const string Leased =
        "state = 'leased', owner = @owner, taken = @now, expiry = @expiry, token = token + 1, attempts = attempts + 1";

    private static List<Lease> TakeInOrder(Transaction transaction, Taker taker, int max, bool alone)
    {
        var leases = transaction.Sql.Query(
            TakeStatement.For(transaction.Sql, taker.Offers.Count, max, alone, Leased), MessageRows.ReadLease,
            [
                ("owner", taker.Owner), ("now", transaction.Now), ("expiry", Expiry(transaction, taker.Lease)),
                ("queue", taker.Queue), .. taker.Offers.Select((offer, i) => ($"offer{i}", (object?)offer)),
            ]);

        // RETURNING promises no order.
        return [.. leases.OrderBy(l => l.Priority.Class).ThenBy(l => l.Priority.Due).ThenBy(l => l.Priority.Rank).ThenBy(l => l.MessageId)];
    }

    private List<LostLease> Lose(Transaction transaction, string which, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var lost = transaction.Sql.Query(
            $"""
            UPDATE message SET losses = losses + 1, {NoLease},
              state = CASE WHEN losses + 1 >= @most THEN 'dead' ELSE 'pending' END,
              failure = CASE WHEN losses + 1 >= @most THEN @failure ELSE failure END,
              ended = CASE WHEN losses + 1 >= @most THEN @now END
            WHERE {which} RETURNING {MessageRows.Columns}, message.state = 'dead'
            """,
            row => new LostLease(MessageRows.ReadLease(row), Convert.ToBoolean(row.GetValue(MessageRows.ColumnCount), null)),
            [("most", retry.MaxLosses), ("failure", Losses.Failure(retry.MaxLosses).ToByteArray()), ("now", transaction.Now), .. parameters]);
        Arrived(transaction, lost.Select(one => one.Lease.Queue));
        return lost;
    }

    private static long Expiry(Transaction transaction, TimeSpan lease) => transaction.Now + (long)lease.TotalMilliseconds;

    private static (string Name, object? Value)[] Set(Lease held, params ReadOnlySpan<(string Name, object? Value)> values) =>
        [.. values, ("id", held.MessageId), ("token", held.Token)];

    private void Arrived(Transaction transaction, IEnumerable<string> queues)
    {
        foreach (var queue in queues.Distinct())
        {
            transaction.OnCommit(() => signals.Arrived(queue));
        }
    }

    private void Ended(Transaction transaction, IEnumerable<string> queues)
    {
        foreach (var queue in queues.Distinct())
        {
            transaction.OnCommit(() => signals.Ended(queue));
        }
    }
}

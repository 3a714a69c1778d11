using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>
/// The queue: one table, one order (class, due, rank, arrival), one lease rule. Every operation is part of the caller's
/// transaction, so a step, its result and the messages it sends commit together. A lease ends by completion, failure,
/// cancellation, release, or by expiry, which returns the message to its place; whoever held it then has an old token.
/// </summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "One seam: whoever takes and ends messages is handed the queue.")]
internal sealed class MessageQueue(QueueSignals signals, RetryPolicy retry)
{
    private const string Columns = "id, token, queue, type, payload, class, due, rank, attempts";

    /// <summary>False when a message with its dedupe key was sent before.</summary>
    public bool Send(Transaction transaction, OutgoingMessage message)
    {
        var sent = transaction.Sql.Execute(
            """
            INSERT INTO message (queue, state, class, due, rank, scope, dedupe, type, payload, cores, memory, disk, network, not_before)
            VALUES (@queue, @state, @class, @due, @rank, @scope, @dedupe, @type, @payload, @cores, @memory, @disk, @network, @notBefore)
            ON CONFLICT (queue, dedupe) WHERE dedupe IS NOT NULL DO NOTHING
            """,
            ("queue", message.Queue), ("state", message.NotBefore > transaction.Now ? "delayed" : "pending"),
            ("class", message.Priority.Class), ("due", message.Priority.Due), ("rank", message.Priority.Rank),
            ("scope", message.Scope), ("dedupe", message.DedupeKey),
            ("type", message.Payload.Descriptor.FullName), ("payload", message.Payload.ToByteArray()),
            ("cores", message.Shape.Cores), ("memory", message.Shape.MemoryBytes), ("disk", message.Shape.DiskBytes),
            ("network", message.Shape.NetworkBps), ("notBefore", message.NotBefore)) == 1;
        if (sent)
        {
            transaction.OnCommit(() => signals.Arrived(message.Queue));
        }

        return sent;
    }

    /// <summary>The next messages in order, leased.</summary>
    public IReadOnlyList<Lease> Take(Transaction transaction, string queue, string owner, int max, TimeSpan lease)
    {
        ReturnWhatIsDue(transaction, queue);
        var leases = transaction.Sql.Query(
            $"""
            UPDATE message SET state = 'leased', owner = @owner, expiry = @expiry, token = token + 1, attempts = attempts + 1
            WHERE id IN (SELECT id FROM message WHERE queue = @queue AND state = 'pending' ORDER BY class, due, rank, id LIMIT @max)
            RETURNING {Columns}
            """,
            ReadLease,
            ("owner", owner), ("expiry", transaction.Now + (long)lease.TotalMilliseconds), ("queue", queue), ("max", max));

        // RETURNING promises no order.
        return [.. leases.OrderBy(l => l.Priority.Class).ThenBy(l => l.Priority.Due).ThenBy(l => l.Priority.Rank).ThenBy(l => l.MessageId)];
    }

    /// <summary>Extends a lease. False: it is lost.</summary>
    public bool Heartbeat(Transaction transaction, Lease held, TimeSpan lease) =>
        transaction.Sql.Execute(
            "UPDATE message SET expiry = @expiry WHERE id = @id AND token = @token AND state = 'leased'",
            ("expiry", transaction.Now + (long)lease.TotalMilliseconds), ("id", held.MessageId), ("token", held.Token)) == 1;

    /// <summary>False: the lease is lost, and whatever the holder did must not count.</summary>
    public bool Complete(Transaction transaction, Lease held) => End(transaction, held, "done", countFailure: 0);

    /// <summary>Delivers the message again, or never, as the category says.</summary>
    public FailOutcome Fail(Transaction transaction, Lease held, FailureCategory category)
    {
        if (transaction.Sql.Scalar(
            "SELECT failures FROM message WHERE id = @id AND token = @token AND state = 'leased'",
            ("id", held.MessageId), ("token", held.Token)) is not long failures)
        {
            return FailOutcome.Refused;
        }

        if (retry.Next(category, (int)failures + 1) is not { } wait)
        {
            End(transaction, held, "dead", countFailure: 1);
            return FailOutcome.Dead;
        }

        var notBefore = transaction.Now + (long)wait.TotalMilliseconds;
        transaction.Sql.Execute(
            "UPDATE message SET state = @state, not_before = @notBefore, failures = failures + 1, owner = NULL, expiry = NULL WHERE id = @id",
            ("state", notBefore > transaction.Now ? "delayed" : "pending"), ("notBefore", notBefore), ("id", held.MessageId));
        transaction.OnCommit(() => signals.Arrived(held.Queue));
        return FailOutcome.Retried;
    }

    /// <summary>Gives a lease back unused. False: it was lost already.</summary>
    public bool Release(Transaction transaction, Lease held)
    {
        var released = transaction.Sql.Execute(
            "UPDATE message SET state = 'pending', owner = NULL, expiry = NULL WHERE id = @id AND token = @token AND state = 'leased'",
            ("id", held.MessageId), ("token", held.Token)) == 1;
        if (released)
        {
            transaction.OnCommit(() => signals.Arrived(held.Queue));
        }

        return released;
    }

    /// <summary>For the new owner of the database: every lease is of a dead process.</summary>
    public IReadOnlyList<Lease> ReleaseAll(Transaction transaction) => transaction.Sql.Query(
        $"UPDATE message SET state = 'pending', owner = NULL, expiry = NULL WHERE state = 'leased' RETURNING {Columns}", ReadLease);

    /// <summary>Cancels every message of the scope that has not ended; holders of leases are told.</summary>
    public void Cancel(Transaction transaction, string scope)
    {
        long[] leased = [.. transaction.Sql.Query(
            "SELECT id FROM message WHERE scope = @scope AND state = 'leased'", row => row.GetInt64(0), ("scope", scope))];
        transaction.Sql.Execute(
            """
            UPDATE message SET state = 'cancelled', owner = NULL, expiry = NULL, ended = @now
            WHERE scope = @scope AND state IN ('delayed', 'pending', 'leased')
            """,
            ("now", transaction.Now), ("scope", scope));
        if (leased.Length > 0)
        {
            transaction.OnCommit(() => signals.Revoke(leased));
        }
    }

    /// <summary>
    /// Delivers again what was cancelled or died in the scope, but for messages of one type. Failures count anew; attempts
    /// count on, so that what an earlier one left behind is never taken for the work of a later one.
    /// </summary>
    public void Revive(Transaction transaction, string scope, string exceptType)
    {
        var queues = transaction.Sql.Query(
            """
            UPDATE message SET state = 'pending', failures = 0, not_before = @now, ended = NULL
            WHERE scope = @scope AND state IN ('dead', 'cancelled') AND type <> @exceptType
            RETURNING queue
            """,
            row => row.GetString(0), ("now", transaction.Now), ("scope", scope), ("exceptType", exceptType));
        foreach (var queue in queues.Distinct())
        {
            transaction.OnCommit(() => signals.Arrived(queue));
        }
    }

    /// <summary>When a delayed message falls due or a lease expires next; null: never.</summary>
    public static long? NextChange(SqliteSession session, string queue) => (long?)session.Scalar(
        """
        SELECT min(at) FROM (
          SELECT min(not_before) AS at FROM message WHERE queue = @queue AND state = 'delayed'
          UNION ALL SELECT min(expiry) FROM message WHERE queue = @queue AND state = 'leased')
        """, ("queue", queue));

    /// <summary>
    /// The one rule for time: what was delayed long enough, and what was leased too long, is pending. Only in the queue
    /// that is taken from: the taker of another one may be about to sleep until just then.
    /// </summary>
    private static void ReturnWhatIsDue(Transaction transaction, string queue)
    {
        transaction.Sql.Execute(
            "UPDATE message SET state = 'pending' WHERE queue = @queue AND state = 'delayed' AND not_before <= @now",
            ("queue", queue), ("now", transaction.Now));
        transaction.Sql.Execute(
            """
            UPDATE message SET state = 'pending', owner = NULL, expiry = NULL
            WHERE queue = @queue AND state = 'leased' AND expiry <= @now
            """,
            ("queue", queue), ("now", transaction.Now));
    }

    private static bool End(Transaction transaction, Lease held, string state, int countFailure) =>
        transaction.Sql.Execute(
            """
            UPDATE message SET state = @state, failures = failures + @failed, owner = NULL, expiry = NULL, ended = @now
            WHERE id = @id AND token = @token AND state = 'leased'
            """,
            ("state", state), ("failed", countFailure), ("now", transaction.Now), ("id", held.MessageId), ("token", held.Token)) == 1;

    private static Lease ReadLease(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4),
        new MessagePriority(row.GetInt32(5), row.GetInt64(6), row.GetInt64(7)), row.GetInt32(8));
}

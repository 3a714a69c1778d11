using System.Data.Common;
using Google.Protobuf;
using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>Reads and writes rows of messages.</summary>
internal static class MessageRows
{
    public const string Columns =
        "message.id, message.token, message.queue, message.type, message.payload, message.class, message.due, message.rank, message.attempts, message.losses, message.trace, "
        + "CASE WHEN message.attempts = message.failures + 1 THEN "
        + "message.taken - CASE WHEN message.not_before > message.created THEN message.not_before ELSE message.created END END";

    /// <summary>The first column behind them.</summary>
    public const int ColumnCount = 12;

    private const string Insert =
        """
        INSERT INTO message (queue, state, class, due, rank, scope, dedupe, exclusive, requires, type, payload,
                             cores, memory, disk, network, created, not_before, trace)
        VALUES (@queue, @state, @class, @due, @rank, @scope, @dedupe, @exclusive, @requires, @type, @payload,
                @cores, @memory, @disk, @network, @now, @notBefore, @trace)
        ON CONFLICT (queue, dedupe) WHERE dedupe IS NOT NULL DO NOTHING
        """;

    /// <summary>For each message: whether it was inserted; not where its dedupe key is known.</summary>
    public static bool[] InsertNew(Transaction transaction, IReadOnlyList<OutgoingMessage> messages) =>
        [.. transaction.Sql.ExecuteEach(Insert, [.. messages.Select(message => Values(message, transaction))]).Select(rows => rows == 1)];

    public static Lease ReadLease(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetFieldValue<byte[]>(4),
        new MessagePriority(row.GetInt32(5), row.GetInt64(6), row.GetInt64(7)), row.GetInt32(8), row.GetInt32(9))
    {
        Trace = row.IsDBNull(10) ? null : row.GetString(10),
        Waited = row.IsDBNull(11) ? null : row.GetInt64(11),
    };

    /// <summary>When a delayed message falls due or a lease expires next; null: never.</summary>
    public static long? NextChange(SqlSession session, string queue) => (long?)session.Scalar(
        """
        SELECT min(at) FROM (
          SELECT min(not_before) AS at FROM message WHERE queue = @queue AND state = 'delayed'
          UNION ALL SELECT min(expiry) FROM message WHERE queue = @queue AND state IN ('leased', 'suspended')) AS change
        """, ("queue", queue));

    /// <summary>Null: the lease is lost.</summary>
    public static Lease? Held(SqlSession session, long message, long token) => session.Query(
        $"SELECT {Columns} FROM message WHERE id = @id AND token = @token AND expiry IS NOT NULL",
        ReadLease, ("id", message), ("token", token)).SingleOrDefault();

    /// <summary>What this owner has leased in a queue, in order.</summary>
    public static IReadOnlyList<Lease> HeldBy(SqlSession session, string owner, string queue) => session.Query(
        $"""
        SELECT {Columns} FROM message WHERE owner = @owner AND queue = @queue AND state IN ('leased', 'suspended')
        ORDER BY class, due, rank, id
        """,
        ReadLease, ("owner", owner), ("queue", queue));

    /// <summary>The most losses of a message that this owner has leased in a queue; null: it has leased none.</summary>
    public static long? LossesHeldBy(SqlSession session, string owner, string queue) => (long?)session.Scalar(
        "SELECT max(losses) FROM message WHERE owner = @owner AND queue = @queue AND state IN ('leased', 'suspended')",
        ("owner", owner), ("queue", queue));

    public static bool HoldsSuspect(SqlSession session, string owner) => session.Scalar(
        $"SELECT id FROM message WHERE owner = @owner AND state IN ('leased', 'suspended') AND losses >= {RetryPolicy.LossesOfSuspect} LIMIT 1",
        ("owner", owner)) is not null;

    /// <summary>Whether something waits until another lease ends: a suspect, or a message whose exclusivity key is held.</summary>
    public static bool HasAwaitingEnd(SqlSession session, string queue) => session.Scalar(
        $"""
        SELECT * FROM (SELECT id FROM message WHERE queue = @queue AND state = 'pending' AND losses >= {RetryPolicy.LossesOfSuspect} LIMIT 1) AS first_suspect
        UNION ALL
        SELECT * FROM (SELECT id FROM message WHERE queue = @queue AND state = 'pending' AND exclusive IS NOT NULL ORDER BY exclusive, class, due, rank, id LIMIT 1) AS first_keyed
        """,
        ("queue", queue)) is not null;

    public static HashSet<long> Suspended(SqlSession session, string queue) => [.. session.Query(
        "SELECT id FROM message WHERE queue = @queue AND state IN ('leased', 'suspended') AND suspended IS NOT NULL", row => row.GetInt64(0), ("queue", queue))];

    private static (string Name, object? Value)[] Values(OutgoingMessage message, Transaction transaction) =>
    [
        ("queue", message.Queue), ("state", message.NotBefore > transaction.Now ? "delayed" : "pending"),
        ("class", message.Priority.Class), ("due", message.Priority.Due), ("rank", message.Priority.Rank),
        ("scope", message.Scope), ("dedupe", message.DedupeKey), ("exclusive", message.ExclusivityKey), ("requires", message.Requires),
        ("type", message.Payload.Descriptor.FullName), ("payload", message.Payload.ToByteArray()),
        ("cores", message.Shape.Cores), ("memory", message.Shape.MemoryBytes), ("disk", message.Shape.DiskBytes),
        ("network", message.Shape.NetworkBps), ("now", transaction.Now), ("notBefore", message.NotBefore),
        ("trace", transaction.Trace),
    ];
}

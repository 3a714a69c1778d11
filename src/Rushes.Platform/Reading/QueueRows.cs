using System.Data.Common;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Reading;

/// <summary>Reads messages.</summary>
internal static class QueueRows
{
    private const string Columns =
        """
        id, queue, state, class, due, rank, attempts, failures, losses, created, not_before, owner, taken, expiry, suspended, ended,
        exclusive, requires, failure, type, payload
        """;

    private const string Order = "class, due, rank, id";

    private const string NotEnded = "state IN ('delayed', 'pending', 'leased', 'suspended')";

    /// <summary>What is worked on first, then what waits in its order, then what is delayed.</summary>
    public static IReadOnlyList<QueuedMessage> Open(SqlSession sql, int max) => Read(
        sql,
        $"""
        SELECT {Columns} FROM message WHERE {NotEnded}
        ORDER BY CASE state WHEN 'delayed' THEN 2 WHEN 'pending' THEN 1 ELSE 0 END, {Order} LIMIT @max
        """,
        ("max", max));

    /// <summary>The last to die first.</summary>
    public static IReadOnlyList<QueuedMessage> Dead(SqlSession sql, int max) => Read(
        sql, $"SELECT {Columns} FROM message WHERE state = 'dead' ORDER BY ended DESC, id DESC LIMIT @max", ("max", max));

    public static QueuedMessage? Find(SqlSession sql, long id) => Read(sql, $"SELECT {Columns} FROM message WHERE id = @id", ("id", id)).SingleOrDefault();

    /// <summary>Of a job and all it called, not ended.</summary>
    public static IReadOnlyList<QueuedMessage> OfJob(SqlSession sql, string job, int max) => Read(
        sql,
        $"""
        WITH RECURSIVE tree (id) AS (SELECT run.id FROM run WHERE run.id = @job UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)
        SELECT {Columns} FROM message WHERE scope IN (SELECT tree.id FROM tree) AND {NotEnded} ORDER BY {Order} LIMIT @max
        """,
        ("job", job), ("max", max));

    /// <summary>How many pending messages of its queue go before it.</summary>
    public static long Before(SqlSession sql, QueuedMessage message) => (long)sql.Scalar(
        $"""
        SELECT count(*) FROM message WHERE queue = @queue AND state = 'pending' AND ({Order}) < (@class, @due, @rank, @id)
        """,
        ("queue", message.Queue), ("class", (long)message.Class), ("due", message.Due.ToDateTimeOffset().ToUnixTimeMilliseconds()), ("rank", message.Rank), ("id", message.Id))!;

    /// <summary>Who has the exclusivity key; null: nobody.</summary>
    public static long? HolderOf(SqlSession sql, string key) => (long?)sql.Scalar(
        "SELECT id FROM message WHERE exclusive = @key AND state IN ('leased', 'suspended')", ("key", key));

    /// <summary>Who works on messages of the queue, and on how many.</summary>
    public static IReadOnlyList<(string Owner, long Messages)> Holders(SqlSession sql, string queue) => sql.Query(
        "SELECT owner, count(*) FROM message WHERE queue = @queue AND state IN ('leased', 'suspended') GROUP BY owner ORDER BY owner",
        row => (row.GetString(0), row.GetInt64(1)), ("queue", queue));

    private static List<QueuedMessage> Read(SqlSession sql, string query, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var subjects = new Subjects(sql);
        var rows = sql.Query(query, row => (Message: Message(row), Type: row.GetString(19), Payload: row.GetFieldValue<byte[]>(20)), parameters);
        foreach (var (message, type, payload) in rows)
        {
            message.Subject = subjects.Of(type, payload);
        }

        return [.. rows.Select(row => row.Message)];
    }

    private static QueuedMessage Message(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Queue = row.GetString(1),
        Status = row.Named<MessageStatus>(2),
        Class = (PriorityClass)row.GetInt32(3),
        Due = row.Time(4),
        Rank = row.GetInt64(5),
        Attempts = row.GetInt32(6),
        Failures = row.GetInt32(7),
        Losses = row.GetInt32(8),
        Created = row.Time(9),
        NotBefore = row.Time(10),
        Owner = row.Text(11),
        Taken = row.Time(12),
        Expiry = row.Time(13),
        Suspended = row.Time(14),
        Ended = row.Time(15),
        Exclusive = row.Text(16),
        Requires = row.Text(17),
        LastFailures = { row.Failures(18) },
    };
}

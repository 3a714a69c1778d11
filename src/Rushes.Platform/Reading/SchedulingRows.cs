using System.Data.Common;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Reading;

/// <summary>The fleet and the queue of compute messages as the scheduler sees them.</summary>
internal static class SchedulingRows
{
    /// <summary>The message and all that goes before it: what comes after it has no say.</summary>
    public static IReadOnlyList<PendingWork> UpTo(SqlSession sql, QueuedMessage message) => sql.Query(
        """
        SELECT id, class, due, rank, cores, memory, disk, network, requires, created, losses, exclusive FROM message
        WHERE queue = @queue AND state = 'pending' AND (class, due, rank, id) <= (@class, @due, @rank, @id)
        """,
        row => new PendingWork(
            row.GetInt64(0), Priority(row, 1), Shape(row, 4), row.TextOrNull(8), row.GetInt64(9), IsAlone(row, 10), row.TextOrNull(11)),
        ("queue", QueueNames.Compute), ("class", (long)message.Class), ("due", message.Due.ToUnixTimeMilliseconds()), ("rank", message.Rank), ("id", message.Id));

    /// <summary>None where work is not matched to workers: the one process takes what comes next.</summary>
    public static IReadOnlyList<WorkerState> Workers(SqlSession sql, long now)
    {
        var running = sql.Query(
            """
            SELECT id, class, due, rank, cores, memory, disk, network, losses, exclusive, taken, suspended, saved, owner FROM message
            WHERE queue = @queue AND state IN ('leased', 'suspended')
            """,
            row => (Owner: row.GetString(13), Work: Running(row, now)), ("queue", QueueNames.Compute)).ToLookup(row => row.Owner, row => row.Work);
        return sql.Query(
            "SELECT id, cores, memory, disk, network, offers, accepting FROM worker ORDER BY id",
            row => new WorkerState(
                row.GetString(0), Shape(row, 1), row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), row.GetInt64(6) != 0,
                [.. running[row.GetString(0)]]));
    }

    private static RunningWork Running(DbDataReader row, long now)
    {
        var taken = row.GetInt64(10);
        long? suspended = row.IsDBNull(11) ? null : row.GetInt64(11);
        var saved = row.IsDBNull(12) ? taken : row.GetInt64(12);
        return new RunningWork(
            row.GetInt64(0), Priority(row, 1), Shape(row, 4), IsAlone(row, 8), row.TextOrNull(9), taken, suspended is not null, suspended,
            CanFreeze: true, Math.Max(0, (suspended ?? now) - saved));
    }

    private static MessagePriority Priority(DbDataReader row, int first) => new(row.GetInt32(first), row.GetInt64(first + 1), row.GetInt64(first + 2));

    private static Shape Shape(DbDataReader row, int first) => new(row.GetInt32(first), row.GetInt64(first + 1), row.GetInt64(first + 2), row.GetInt64(first + 3));

    private static bool IsAlone(DbDataReader row, int losses) => row.GetInt32(losses) >= RetryPolicy.LossesOfSuspect;
}

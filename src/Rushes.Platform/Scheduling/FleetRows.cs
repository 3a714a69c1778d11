using System.Data.Common;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Scheduling;

/// <summary>Workers, what runs on them and what waits for them, as they stand in rows.</summary>
internal static class FleetRows
{
    /// <summary>A worker that was silent for so long is counted out; what it had leased expires by itself.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);

    private const string Shape = "cores, memory, disk, network";

    /// <summary>The worker is there. False: it was known.</summary>
    public static bool Register(Transaction transaction, string id, Shape capacity, IReadOnlyList<FunctionBuild> builds)
    {
        if (transaction.Sql.Execute("UPDATE worker SET seen = @now WHERE id = @id", ("now", transaction.Now), ("id", id)) == 1)
        {
            return false;
        }

        BuildRows.Register(transaction, builds);
        return transaction.Sql.Execute(
            $"""
            INSERT INTO worker (id, {Shape}, offers, accepting, seen) VALUES (@id, @cores, @memory, @disk, @network, @offers, 1, @now)
            ON CONFLICT (id) DO NOTHING
            """,
            ("id", id), ("cores", capacity.Cores), ("memory", capacity.MemoryBytes), ("disk", capacity.DiskBytes), ("network", capacity.NetworkBps),
            ("offers", string.Join(' ', builds.Select(build => build.Id))), ("now", transaction.Now)) == 1;
    }

    /// <summary>It is given nothing new until it is heard of again; unless it was, by somebody else, since then.</summary>
    public static void CountOut(Transaction transaction, string id, long seen) =>
        transaction.Sql.Execute("UPDATE worker SET seen = 0 WHERE id = @id AND seen <= @seen", ("id", id), ("seen", seen));

    /// <summary>So are those who have let a lease expire: what they are given next would only wait for another.</summary>
    public static void CountOutSilent(Transaction transaction, string queue) => transaction.Sql.Execute(
        """
        UPDATE worker SET seen = 0 WHERE id IN (
          SELECT owner FROM message WHERE queue = @queue AND state IN ('leased', 'suspended') AND expiry <= @now)
        """,
        ("queue", queue), ("now", transaction.Now));

    /// <summary>It is given nothing new.</summary>
    public static void Drain(Transaction transaction, string id) =>
        transaction.Sql.Execute("UPDATE worker SET accepting = 0 WHERE id = @id", ("id", id));

    /// <summary>The build of a release that most cores of the fleet have; null: nobody has the function.</summary>
    public static string? BestBuild(Transaction transaction, string release) => transaction.Sql.Query(
            "SELECT offers, cores FROM worker WHERE seen > @since AND accepting = 1",
            row => (Offers: row.GetString(0).Split(' '), Cores: row.GetInt64(1)), ("since", Since(transaction.Now)))
        .SelectMany(worker => worker.Offers.Where(offer => FunctionBuild.ReleaseOf(offer) == release), (worker, offer) => (offer, worker.Cores))
        .GroupBy(offer => offer.offer, offer => offer.Cores)
        .OrderByDescending(build => build.Sum()).ThenBy(build => build.Key, StringComparer.Ordinal)
        .Select(build => build.Key).FirstOrDefault();

    public static void Remove(Transaction transaction, string id) => transaction.Sql.Execute("DELETE FROM worker WHERE id = @id", ("id", id));

    public static void RemoveAll(Transaction transaction) => transaction.Sql.Execute("DELETE FROM worker");

    /// <summary>
    /// Those who have been heard of lately, each with what it has leased; of other queues only what is suspected to take its
    /// holder down, for nothing else is to run beside it.
    /// </summary>
    public static IReadOnlyList<WorkerState> Workers(SqlSession sql, string queue, long now)
    {
        var running = sql.Query(
            $"""
            SELECT id, class, due, rank, {Shape}, losses, exclusive, taken, suspended, saved, owner
            FROM message WHERE (queue = @queue OR losses >= {RetryPolicy.LossesOfSuspect}) AND state IN ('leased', 'suspended')
            """,
            row => (Owner: row.GetString(13), Work: ReadRunning(row, now)), ("queue", queue)).ToLookup(row => row.Owner, row => row.Work);
        return sql.Query(
            $"SELECT id, {Shape}, offers, accepting FROM worker WHERE seen > @since ORDER BY id",
            row => new WorkerState(
                row.GetString(0), ReadShape(row, 1), row.GetString(5).Split(' ').ToHashSet(StringComparer.Ordinal), row.GetInt64(6) == 1, [.. running[row.GetString(0)]]),
            ("since", Since(now)));
    }

    /// <summary>The first in order, whoever could run them.</summary>
    public static IReadOnlyList<PendingWork> Pending(SqlSession sql, string queue, int max) => sql.Query(
        $"""
        SELECT id, class, due, rank, {Shape}, losses, exclusive, requires, created, not_before
        FROM message WHERE queue = @queue AND state = 'pending' ORDER BY class, due, rank, id LIMIT @max
        """,
        ReadPending, ("queue", queue), ("max", max));

    /// <summary>The first in order that some worker could run if it were empty: what none can run holds up nobody.</summary>
    public static IReadOnlyList<PendingWork> Pending(SqlSession sql, string queue, IReadOnlyList<WorkerState> workers, int max)
    {
        string[] offers = [.. workers.SelectMany(worker => worker.Offers).Distinct().Order(StringComparer.Ordinal)];
        return sql.Query(
            $"""
            SELECT id, class, due, rank, {Shape}, losses, exclusive, requires, created, not_before
            FROM message WHERE queue = @queue AND state = 'pending' AND cores <= @cores AND memory <= @memory AND disk <= @disk AND network <= @network
              AND (requires IS NULL OR requires IN ({string.Join(", ", offers.Select((_, i) => $"@offer{i}"))}))
            ORDER BY class, due, rank, id LIMIT @max
            """,
            ReadPending,
            [
                ("queue", queue), ("cores", workers.Max(worker => worker.Capacity.Cores)), ("memory", workers.Max(worker => worker.Capacity.MemoryBytes)),
                ("disk", workers.Max(worker => worker.Capacity.DiskBytes)), ("network", workers.Max(worker => worker.Capacity.NetworkBps)),
                ("max", max), .. offers.Select((offer, i) => ($"offer{i}", (object?)offer)),
            ]);
    }

    private static long Since(long now) => now - (long)Silence.TotalMilliseconds;

    private static PendingWork ReadPending(DbDataReader row) => new(
        row.GetInt64(0), ReadPriority(row), ReadShape(row, 4), Text(row, 10), Math.Max(row.GetInt64(11), row.GetInt64(12)),
        row.GetInt64(8) >= RetryPolicy.LossesOfSuspect, Text(row, 9));

    private static RunningWork ReadRunning(DbDataReader row, long now)
    {
        var (taken, suspended) = (row.GetInt64(10), Number(row, 11));
        return new RunningWork(
            row.GetInt64(0), ReadPriority(row), ReadShape(row, 4), row.GetInt64(8) >= RetryPolicy.LossesOfSuspect, Text(row, 9), taken,
            suspended is not null, suspended, CanFreeze: true, (suspended ?? now) - (Number(row, 12) ?? taken));
    }

    private static MessagePriority ReadPriority(DbDataReader row) => new(row.GetInt32(1), row.GetInt64(2), row.GetInt64(3));

    private static Shape ReadShape(DbDataReader row, int column) =>
        new(row.GetInt32(column), row.GetInt64(column + 1), row.GetInt64(column + 2), row.GetInt64(column + 3));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}

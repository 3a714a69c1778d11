using System.Diagnostics;
using Npgsql;

namespace Rushes.Benchmarks;

/// <summary>A queue with a database of its own, and how fast it was.</summary>
internal sealed class QueueContender(string name, BenchmarkStore store, IMeasuredQueue queue) : IAsyncDisposable
{
    private NpgsqlConnection? _old;

    public string Name { get; } = name;

    /// <summary>Messages per second, of each round.</summary>
    public List<double> Rates { get; } = [];

    public static async Task<QueueContender> CreateAsync(string name, string? server, Func<BenchmarkStore, IMeasuredQueue> queue)
    {
        var store = await BenchmarkStore.CreateAsync(server);
        return new QueueContender(name, store, queue(store));
    }

    /// <param name="pending">Messages that stay in the queue.</param>
    /// <param name="oldTransaction">Another connection sees the rows as they are now, and all must be kept for it.</param>
    public async Task PrepareAsync(int pending, bool oldTransaction)
    {
        await queue.FillAsync(pending);
        if (store.Name == "SQLite")
        {
            return;
        }

        _old = new NpgsqlConnection(store.ConnectionString);
        await _old.OpenAsync();
        await using var vacuum = new NpgsqlCommand("VACUUM ANALYZE", _old) { CommandTimeout = 600 };
        await vacuum.ExecuteNonQueryAsync();
        if (oldTransaction)
        {
            await using var look = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class", _old);
            await look.ExecuteScalarAsync();
        }
    }

    public async Task<double> MeasureAsync()
    {
        var spent = TimeSpan.Zero;
        for (var done = 0; done < QueueScene.Measured; done += QueueScene.Least)
        {
            await queue.FillAsync(QueueScene.Least);
            var clock = Stopwatch.StartNew();
            await queue.DrainAsync(QueueScene.Least);
            spent += clock.Elapsed;
        }

        return QueueScene.Measured / spent.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await (_old?.DisposeAsync() ?? ValueTask.CompletedTask);
        await queue.DisposeAsync();
        await store.DisposeAsync();
    }
}

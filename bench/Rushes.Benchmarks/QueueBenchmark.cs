using System.Diagnostics;
using Npgsql;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// Messages taken and completed per second: our queue against the bare loop, in turn, in one sitting; where little waits, where a
/// million waits, and where another connection keeps a transaction open, so that nothing that is done can be cleared away.
/// </summary>
internal static class QueueBenchmark
{
    private const int Many = 1_000_000;

    /// <summary>Measured at a time. As many are left where little waits.</summary>
    private const int Batch = 1_000;

    public static async Task RunAsync(int rounds)
    {
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var few = await Scene.CreateAsync(server, "1,000 pending", Batch);
            await using var many = await Scene.CreateAsync(server, "1,000,000 pending", Many);
            await using var old = await Scene.CreateAsync(server, "an old transaction is open", Batch);
            Scene[] scenes = server is null ? [few, many] : [few, many, old];
            if (server is not null)
            {
                await old.KeepTransactionAsync();
            }

            await MeasureAsync(scenes, rounds);
            Show(scenes, few, rounds);
        }
    }

    private static async Task MeasureAsync(Scene[] scenes, int rounds)
    {
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in scenes.SelectMany(scene => scene.Contenders))
            {
                var rate = await contender.MeasureAsync();

                // The first round is for the compilers and the plans.
                if (round > 0)
                {
                    contender.Rates.Add(rate);
                }
            }
        }
    }

    private static void Show(Scene[] scenes, Scene few, int rounds)
    {
        var table = new Table { Title = new TableTitle($"{few.Store.Name}: taken and completed per second, median of {rounds} × {Contender.Measured} (lowest to highest)") };
        table.AddColumns("", "", "per second", "ratio to the bare loop", "ratio to 1,000 pending", "last round to 1,000 pending");
        foreach (var scene in scenes)
        {
            foreach (var (contender, twin) in scene.Contenders.Zip(few.Contenders))
            {
                var peer = scene.Contenders.FirstOrDefault(other => other.IsBare && other.Callers == contender.Callers);
                table.AddRow(
                    scene.Name, contender.Name, $"{contender.Rates.Median():F0} ({contender.Rates.Min():F0} to {contender.Rates.Max():F0})",
                    peer is null ? "" : $"{contender.Rates.Zip(peer.Rates, (our, bare) => our / bare).Median():F2}",
                    $"{contender.Rates.Zip(twin.Rates, (here, there) => here / there).Median():F2}", $"{contender.Rates[^1] / twin.Rates[^1]:F2}");
            }
        }

        AnsiConsole.Write(table);
    }

    private sealed record Contender(string Name, int Callers, bool IsBare, IMeasuredQueue Queue)
    {
        /// <summary>At once, in batches that are filled up unmeasured.</summary>
        public const int Measured = 2 * Batch;

        public List<double> Rates { get; } = [];

        /// <summary>Messages per second.</summary>
        public async Task<double> MeasureAsync()
        {
            var spent = TimeSpan.Zero;
            for (var done = 0; done < Measured; done += Batch)
            {
                await Queue.FillAsync(Batch);
                var clock = Stopwatch.StartNew();
                await Queue.DrainAsync(Batch);
                spent += clock.Elapsed;
            }

            return Measured / spent.TotalSeconds;
        }
    }

    private sealed class Scene(string name, BenchmarkStore store, Contender[] contenders) : IAsyncDisposable
    {
        private NpgsqlConnection? _old;

        public string Name { get; } = name;

        public BenchmarkStore Store { get; } = store;

        public Contender[] Contenders { get; } = contenders;

        public static async Task<Scene> CreateAsync(string? server, string name, int pending)
        {
            var store = await BenchmarkStore.CreateAsync(server);
            List<Contender> contenders = [];
            foreach (var callers in (int[])[4, 16])
            {
                contenders.Add(new Contender($"ours: {callers} callers, batches of 50", callers, false, new PlatformQueue.InBatches(store, callers, 50)));
                contenders.Add(new Contender($"ours: a pump of {callers} slots", callers, false, new PlatformQueue.Pumped(store, callers)));
                if (server is not null)
                {
                    contenders.Add(new Contender($"bare: {callers} connections", callers, true, await BareQueue.CreateAsync(store, callers)));
                }
            }

            // Contenders of a kind share a table.
            await contenders[0].Queue.FillAsync(pending);
            await (contenders.Find(one => one.IsBare)?.Queue.FillAsync(pending) ?? Task.CompletedTask);
            var scene = new Scene(name, store, [.. contenders]);
            await scene.ExecuteAsync("VACUUM ANALYZE");
            return scene;
        }

        /// <summary>Sees the rows as they are now, and all of them must be kept for it.</summary>
        public async Task KeepTransactionAsync()
        {
            _old = new NpgsqlConnection(Store.ConnectionString);
            await _old.OpenAsync();
            await using var command = new NpgsqlCommand("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM job", _old);
            await command.ExecuteScalarAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await (_old?.DisposeAsync() ?? ValueTask.CompletedTask);
            foreach (var contender in Contenders)
            {
                await contender.Queue.DisposeAsync();
            }

            await Store.DisposeAsync();
        }

        private async Task ExecuteAsync(string sql)
        {
            if (BenchmarkStore.Server is not null && Store.Name == "PostgreSQL")
            {
                await using var connection = new NpgsqlConnection(Store.ConnectionString);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}

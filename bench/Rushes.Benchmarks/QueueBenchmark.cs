using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// Messages taken and completed per second: our queue against the bare loop, in turn, in one sitting; where little waits, where a
/// million waits, and where another connection keeps a transaction open, so that nothing that is done can be cleared away.
/// </summary>
internal static class QueueBenchmark
{
    private const int Batch = 50;
    private const int Many = 1_000_000;

    public static async Task RunAsync(int rounds, int callers)
    {
        foreach (var server in BenchmarkStore.Servers)
        {
            List<QueueScene> scenes = [];
            try
            {
                scenes.Add(await SceneAsync("1,000 pending", QueueScene.Least, oldTransaction: false));
                scenes.Add(await SceneAsync("1,000,000 pending", Many, oldTransaction: false));
                if (server is not null)
                {
                    scenes.Add(await SceneAsync("an old transaction", QueueScene.Least, oldTransaction: true));
                }

                await MeasureAsync(scenes, rounds);
            }
            finally
            {
                foreach (var contender in scenes.SelectMany(scene => scene.Contenders))
                {
                    await contender.DisposeAsync();
                }
            }

            Show(scenes, server is null ? "SQLite" : "PostgreSQL", rounds);

            async Task<QueueScene> SceneAsync(string name, int pending, bool oldTransaction)
            {
                List<QueueContender> contenders =
                [
                    await QueueContender.CreateAsync($"{callers} callers, batches of {Batch}", server, store => new PlatformQueue.InBatches(store, callers, Batch)),
                    await QueueContender.CreateAsync($"a pump of {callers} slots", server, store => new PlatformQueue.Pumped(store, callers)),
                ];
                if (server is not null)
                {
                    contenders.Add(await QueueContender.CreateAsync($"bare loop, {callers} connections", server, store => new BareQueue(store, callers)));
                }

                var scene = new QueueScene(name, contenders);
                await scene.PrepareAsync(pending, oldTransaction);
                return scene;
            }
        }
    }

    /// <summary>The first round is for the compilers and the plans.</summary>
    private static async Task MeasureAsync(List<QueueScene> scenes, int rounds)
    {
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var contender in scenes.SelectMany(scene => scene.Contenders))
            {
                var rate = await contender.MeasureAsync();
                if (round > 0)
                {
                    contender.Rates.Add(rate);
                }
            }
        }
    }

    private static void Show(List<QueueScene> scenes, string store, int rounds)
    {
        var table = new Table
        {
            Title = new TableTitle($"{store}: taken and completed per second, median of {rounds} × {QueueScene.Measured} (lowest to highest); ratios are medians of the rounds'"),
        };
        table.AddColumns("", "", "per second", "to bare loop", $"to {scenes[0].Name}", "the same, last round");
        foreach (var scene in scenes)
        {
            foreach (var (contender, twin) in scene.Contenders.Zip(scenes[0].Contenders))
            {
                var (rates, bare) = (contender.Rates, scene.Contenders[^1].Rates);
                table.AddRow(
                    scene.Name, contender.Name, $"{rates.Median():F0} ({rates.Min():F0} to {rates.Max():F0})", store == "SQLite" ? "" : Ratio(rates, bare),
                    Ratio(rates, twin.Rates), $"{rates[^1] / twin.Rates[^1]:F2}");
            }
        }

        AnsiConsole.Write(table);
    }

    private static string Ratio(List<double> these, List<double> those) => $"{these.Zip(those, (one, other) => one / other).Median():F2}";
}

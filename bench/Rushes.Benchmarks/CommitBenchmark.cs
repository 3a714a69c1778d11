using System.Diagnostics;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>Small transactions per second, by how many callers wait for one at a time: those that wait together share a commit.</summary>
internal static class CommitBenchmark
{
    private const int Transactions = 5_000;

    private static readonly int[] Callers = [1, 4, 16, 64];

    public static async Task RunAsync(int rounds)
    {
        var table = new Table { Title = new TableTitle($"Transactions per second, median of {rounds} × {Transactions}") };
        table.AddColumns(["", .. Callers.Select(callers => callers == 1 ? "1 caller, nothing shared" : $"{callers} callers")]);
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var store = await BenchmarkStore.CreateAsync(server);
            await using var database = store.Open();
            await database.WriteAsync(transaction => transaction.Sql.Execute("CREATE TABLE note (id BIGINT PRIMARY KEY, count BIGINT NOT NULL)"), CancellationToken.None);
            var rates = Callers.ToDictionary(callers => callers, _ => new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var callers in Callers)
                {
                    var rate = await MeasureAsync(callers, caller => database.WriteAsync(transaction => transaction.Sql.Execute(
                        "INSERT INTO note (id, count) VALUES (@id, 1) ON CONFLICT (id) DO UPDATE SET count = note.count + 1", ("id", (long)caller)), CancellationToken.None));
                    if (round > 0)
                    {
                        rates[callers].Add(rate);
                    }
                }
            }

            var alone = rates[1].Median();
            table.AddRow([store.Name, .. Callers.Select(callers => $"{rates[callers].Median():F0} (× {rates[callers].Median() / alone:F1})")]);
        }

        AnsiConsole.Write(table);
    }

    private static async Task<double> MeasureAsync(int callers, Func<int, Task> write)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < Transactions / callers; i++)
            {
                await write(caller);
            }
        })));
        return Transactions / clock.Elapsed.TotalSeconds;
    }
}

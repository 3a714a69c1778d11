using System.Diagnostics;
using Rushes.Client;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// From the submission of a job over the API to its function in a worker, each in a process of its own on one machine, whose clock
/// they share: the request is accepted, a step plans the function, a dispatcher matches it, the server sends it over HTTP/2. While
/// the workers are idle, and while each of them runs a tool for a bulk job, which is frozen.
/// </summary>
internal static class FleetBenchmark
{
    private const int Workers = 4;

    public static async Task RunAsync(int jobs)
    {
        var table = new Table { Title = new TableTitle($"From submission to the function in one of {Workers} worker processes, ms; {jobs} jobs") };
        table.AddColumns("", "", "P50", "P99", "longest");
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var store = await BenchmarkStore.CreateAsync(server);
            using var fleet = await StartAsync(store);
            var client = new JobsClient(fleet.Channel);
            await MeasureAsync(client, jobs / 10, "warm");
            Row("idle workers", await MeasureAsync(client, jobs, "idle"));
            await KeepBusyAsync(client, store);
            Row("all run bulk", await MeasureAsync(client, jobs, "busy"));

            void Row(string name, List<double> times) =>
                table.AddRow(store.Name, name, $"{times.Median():F1}", $"{times.Percentile(99):F1}", $"{times.Max():F1}");
        }

        AnsiConsole.Write(table);
    }

    private static async Task<FleetOfProcesses> StartAsync(BenchmarkStore store)
    {
        var database = store.Location is DatabaseLocation.SqliteFile file ? $"sqlite:{file.Path}" : store.ConnectionString;
        return await FleetOfProcesses.StartAsync(database, store.Folder, Workers);
    }

    private static async Task<List<double>> MeasureAsync(JobsClient client, int jobs, string name)
    {
        List<double> times = [];
        for (var i = 0; i < jobs; i++)
        {
            var submitted = Stopwatch.GetTimestamp();
            var job = await SubmitAsync(client, $"{name}-{i}", PriorityClass.Express, FleetWork.Express);
            await foreach (var _ in client.WatchAsync(job.Id))
            {
                // Until it has ended.
            }

            var begun = (await client.ResponseAsync(FleetWork.Run, job.Id)).Numerator;
            times.Add(Stopwatch.GetElapsedTime(submitted, begun).TotalMilliseconds);
        }

        return times;
    }

    private static async Task KeepBusyAsync(JobsClient client, BenchmarkStore store)
    {
        for (var i = 0; i < Workers; i++)
        {
            await SubmitAsync(client, $"bulk-{i}", PriorityClass.Bulk, FleetWork.Bulk + i);
        }

        while (Directory.GetFiles(store.Folder, FleetWork.BusyFiles).Length < Workers)
        {
            await Task.Delay(20);
        }
    }

    private static Task<Job> SubmitAsync(JobsClient client, string requestId, PriorityClass @class, long number) => client.SubmitAsync(
        FleetWork.Run, new Rational { Numerator = number, Denominator = 1 }, requestId, new Priority { Class = @class });
}

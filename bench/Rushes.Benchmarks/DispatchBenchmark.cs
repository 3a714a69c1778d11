using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Workflows;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// From the commit of a message to its handler, one message at a time, everything idle: a light one, and one that a dispatcher
/// has to match to a worker first. In turn with them a single small transaction, as a measure of the machine.
/// </summary>
internal static class DispatchBenchmark
{
    private const string Worker = "worker";
    private static readonly FunctionBuild Function = new() { Function = "bench", Version = "1.0.0" };

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Until everybody sleeps again.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(int messages)
    {
        var table = new Table { Title = new TableTitle($"From commit to handler, ms; {messages} messages") };
        table.AddColumns("", "P50", "P99", "longest", "above 5 ms", "P50 in small transactions", "P99 in small transactions");
        foreach (var server in BenchmarkStore.Servers)
        {
            await using var store = await BenchmarkStore.CreateAsync(server);
            var (light, compute, transaction) = await MeasureAsync(store, messages);
            Row("light message", light);
            Row("compute message", compute);
            Row("one small transaction", transaction);

            void Row(string name, List<double> times) => table.AddRow(
                $"{store.Name}: {name}", $"{times.Percentile(50):F2}", $"{times.Percentile(99):F2}", $"{times.Max():F2}", $"{100.0 * times.Count(time => time > 5) / times.Count:F1} %",
                $"{times.Median() / transaction.Median():F1}", $"{times.Percentile(99) / transaction.Percentile(99):F1}");
        }

        AnsiConsole.Write(table);
    }

    private static async Task<(List<double> Light, List<double> Compute, List<double> Transaction)> MeasureAsync(BenchmarkStore store, int messages)
    {
        await using var database = store.Open();
        var signals = new QueueSignals(QueueNames.Compute);
        var queue = new MessageQueue(signals, new RetryPolicy(3, TimeSpan.FromSeconds(1)));
        var handlers = new Handlers(database, queue);
        using var light = handlers.Pump(new DatabaseLeaseSource(database, queue, signals, new Taker(QueueNames.Steps, Worker, Lease), MessageEvents.None, TimeProvider.System), 4);
        using var compute = handlers.Pump(new AssignedLeases(database, queue, signals, Worker, QueueNames.Compute, Lease, [], TimeProvider.System), 4096);
        using var stopping = new CancellationTokenSource();
        var worker = new LocalWorker(Worker, new Shape(4, 8L << 30, 1L << 40, 1L << 40), [Function]);
        var dispatcher = new Dispatcher(
            database, queue, signals, MessageEvents.None, worker, QueueNames.Compute, Lease, TimeProvider.System, NullLogger.Instance);
        light.Start();
        compute.Start();
        var dispatching = Task.Run(() => dispatcher.RunAsync(stopping.Token));
        var times = (Light: new List<double>(), Compute: new List<double>(), Transaction: new List<double>());
        var priority = new MessagePriority(3, 0, 0);
        var payload = new StartNode { Run = "run", Node = "node" };
        for (var i = -messages / 10; i < messages; i++)
        {
            var (first, second, third) = (
                await handlers.MeasureAsync(new OutgoingMessage(QueueNames.Steps, priority, payload)),
                await handlers.MeasureAsync(new OutgoingMessage(QueueNames.Compute, priority, payload) { Shape = new Shape(1, 1L << 30, 0, 0), Requires = Function.Id }),
                await MeasureTransactionAsync(database));

            // What came before is for the compilers and the plans.
            if (i >= 0)
            {
                times.Light.Add(first);
                times.Compute.Add(second);
                times.Transaction.Add(third);
            }
        }

        await stopping.CancelAsync();
        await dispatching.ContinueWith(_ => { }, TaskScheduler.Default);
        await Task.WhenAll(light.StopAsync(), compute.StopAsync());
        return times;
    }

    private static async Task<double> MeasureTransactionAsync(StateDatabase database)
    {
        var start = Stopwatch.GetTimestamp();
        await database.WriteAsync(transaction => FleetRows.Register(transaction, "another", new Shape(0, 0, 0, 0), [Function]), CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>One message at a time is sent; its handler says when it came.</summary>
    private sealed class Handlers(StateDatabase database, MessageQueue queue)
    {
        private TaskCompletionSource<long> _handled = new();
        private long _committed;

        public LeasePump Pump(ILeaseSource source, int slots) =>
            new(source, slots, Lease, TimeProvider.System, HandleAsync, failure => _handled.TrySetException(failure), NullLogger.Instance);

        public async Task<double> MeasureAsync(OutgoingMessage message)
        {
            await Task.Delay(Rest);
            _handled = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            await database.WriteAsync(transaction =>
            {
                transaction.OnCommit(() => _committed = Stopwatch.GetTimestamp());
                queue.Send(transaction, message);
            }, CancellationToken.None);
            return Stopwatch.GetElapsedTime(_committed, await _handled.Task).TotalMilliseconds;
        }

        private async Task HandleAsync(HeldLease held, CancellationToken cancellationToken)
        {
            var now = Stopwatch.GetTimestamp();
            await database.WriteAsync(transaction => queue.Complete(transaction, held.Lease), CancellationToken.None);
            _handled.TrySetResult(now);
        }
    }
}

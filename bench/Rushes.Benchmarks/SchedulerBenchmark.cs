using System.Diagnostics;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// One decision over 100,000 pending messages and 1,000 workers, against the naive loop, in turn, in one sitting: on an empty
/// fleet, on a full one, and on a full one when 2,000 express messages arrive.
/// </summary>
internal static class SchedulerBenchmark
{
    private const int Messages = 100_000;
    private const int Fleet = 1_000;
    private const int Express = 1;

    private static readonly string[] Functions = ["encoding.avc@1.2.0", "encoding.hevc@1.0.3", "encoding.av1@0.9.1", "quality.vmaf@1.0.0"];

    // Cores, GiB of memory, GiB of disk, Mbit/s.
    private static readonly Shape[] Shapes =
        [Sized(1, 2, 4, 100), Sized(2, 4, 12, 250), Sized(2, 12, 12, 250), Sized(4, 8, 40, 400), Sized(8, 16, 60, 750), Sized(16, 60, 120, 750)];

    public static void Run(int runs)
    {
        var empty = Workers();
        var bulk = Queue(first: 1, expressEvery: int.MaxValue);
        var full = Busy(empty, bulk, Scheduler.Decide(bulk, empty, 0, SchedulingPolicy.Default));
        var table = new Table { Title = new TableTitle($"{Messages} pending × {Fleet} workers, median of {runs}") };
        table.AddColumns("", "start", "give way", "ms", "naive: start", "naive: ms", "ratio");
        Row("empty fleet", bulk, empty);
        Row("full fleet", Queue(Messages + 1, int.MaxValue), full);
        Row("full fleet, 2,000 express", Queue(Messages + 1, expressEvery: 50), full);
        AnsiConsole.Write(table);

        void Row(string name, PendingWork[] pending, WorkerState[] workers)
        {
            var decision = Scheduler.Decide(pending, workers, 0, SchedulingPolicy.Default);
            var started = NaiveFirstFit.Decide(pending, workers);
            List<double> ours = [];
            List<double> naive = [];
            for (var run = 0; run < runs; run++)
            {
                ours.Add(Milliseconds(() => Scheduler.Decide(pending, workers, 0, SchedulingPolicy.Default)));
                naive.Add(Milliseconds(() => NaiveFirstFit.Decide(pending, workers)));
            }

            var (our, peer) = (ours.Median(), naive.Median());
            table.AddRow(
                name, $"{decision.Assignments.Count}", $"{decision.Preemptions.Count}", $"{our:F0}", $"{started}", $"{peer:F0}", $"{our / peer:F2}");
        }
    }

    private static WorkerState[] Workers() =>
    [
        .. Enumerable.Range(0, Fleet).Select(index => new WorkerState(
            $"worker-{index:D4}",
            index % 3 == 0 ? Sized(64, 256, 2_000, 10_000) : index % 3 == 1 ? Sized(32, 64, 1_000, 10_000) : Sized(16, 64, 500, 5_000),
            Functions.Where((_, function) => (index + function) % 4 != 0).ToHashSet(), Accepting: true, [])),
    ];

    private static PendingWork[] Queue(int first, int expressEvery)
    {
        var random = new Random(first);
        return
        [
            .. Enumerable.Range(first, Messages).Select(id => new PendingWork(
                id,
                new MessagePriority(id % expressEvery == 0 ? Express : random.Next(2, 6), random.Next(100_000), random.Next(100)),
                Shapes[random.Next(Shapes.Length)], Functions[random.Next(Functions.Length)], Since: 0, Alone: false)),
        ];
    }

    private static WorkerState[] Busy(WorkerState[] workers, PendingWork[] pending, Decision decision)
    {
        var work = pending.ToDictionary(message => message.MessageId);
        var running = decision.Assignments.ToLookup(assignment => assignment.Worker, assignment => work[assignment.MessageId]);
        return [.. workers.Select(worker => worker with { Running = [.. running[worker.Id].Select(Started)] })];

        static RunningWork Started(PendingWork message) => new(
            message.MessageId, message.Priority, message.Shape, Alone: false, null, Started: 0, Suspended: false, null,
            CanFreeze: true, LostMilliseconds: message.MessageId % 60_000);
    }

    private static double Milliseconds(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }

    private static Shape Sized(int cores, long memory, long disk, long network) => new(cores, memory << 30, disk << 30, network * 1_000_000);
}

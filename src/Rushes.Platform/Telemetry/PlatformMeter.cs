using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Telemetry;

/// <summary>What is counted while the platform works. Costs nothing where nobody listens. Names: docs/telemetry.md.</summary>
public static class PlatformMeter
{
    public const string Name = "Rushes.Platform";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> TakeLatency = Meter.CreateHistogram<double>(
        "rushes.message.take_latency", "s", "From when a message could be taken until it was.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("rushes.message.retries", null, "Work that failed and will be tried again.");

    private static readonly Counter<long> Preemptions = Meter.CreateCounter<long>("rushes.message.preemptions", null, "Work that gave way to more urgent work.");

    private static readonly Histogram<double> FunctionTime = Meter.CreateHistogram<double>(
        "rushes.function.duration", "s", "One attempt of a function, without the time that it was frozen.");

    private static readonly Counter<double> FunctionProcessor = Meter.CreateCounter<double>(
        "rushes.function.processor", "s", "Processor time of the tools of functions.");

    private static readonly Counter<double> RenditionProcessor = Meter.CreateCounter<double>(
        "rushes.rendition.processor", "s", "Processor time of tools, by what they made.");

    private static readonly Histogram<double> JobProcessor = Meter.CreateHistogram<double>(
        "rushes.job.processor", "s", "Processor time of all tools of a job that has ended.");

    internal static void Taken(Lease lease)
    {
        if (lease.Waited is { } milliseconds)
        {
            TakeLatency.Record(milliseconds / 1000.0, Queue(lease), Class(lease));
        }
    }

    internal static void Retried(Lease lease, FailureCategory category) =>
        Retries.Add(1, Queue(lease), Class(lease), new("category", MetricLabels.Category(category)));

    internal static void Preempted(PreemptionKind kind) => Preemptions.Add(1, new KeyValuePair<string, object?>("kind", kind == PreemptionKind.Freeze ? "freeze" : "requeue"));

    /// <param name="labels">Function and shape.</param>
    /// <param name="lease">Of its message.</param>
    /// <param name="outcome"><c>done</c>, or the category of its failure.</param>
    /// <param name="seconds">Of the attempt.</param>
    /// <param name="processorSeconds">Of its tools; null: not known.</param>
    internal static void Ended(
        (string Function, string Shape) labels, Lease lease, string outcome, double seconds, double? processorSeconds)
    {
        FunctionTime.Record(seconds, new TagList([new("function", labels.Function), new("shape", labels.Shape), Class(lease), new("outcome", outcome)]));
        if (processorSeconds is { } used)
        {
            FunctionProcessor.Add(used, new("function", labels.Function), new("shape", labels.Shape), Class(lease));
        }
    }

    /// <summary>A function has ended, wherever it ran.</summary>
    internal static void Spent(RunFunction work, Lease lease, TimeSpan processor)
    {
        if (work.Codec.Length > 0)
        {
            RenditionProcessor.Add(
                processor.TotalSeconds, new("codec", work.Codec), new("height", MetricLabels.Height(work.Height)), Class(lease));
        }
    }

    /// <summary>A job has ended, with all it called.</summary>
    internal static void JobEnded(RunRow run, RunState state, TimeSpan processor) => JobProcessor.Record(
        processor.TotalSeconds, new("method", run.Method), new("class", MetricLabels.Class(run.Priority.Class)), new("outcome", MetricLabels.Word(state)));

    private static KeyValuePair<string, object?> Queue(Lease lease) => new("queue", lease.Queue);

    private static KeyValuePair<string, object?> Class(Lease lease) => new("class", MetricLabels.Class(lease.Priority.Class));
}

using System.Diagnostics;
using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;
using Rushes.Tools.Execution;

namespace Rushes.Platform.Telemetry;

/// <summary>One attempt of a function: its span, how long it took, and what its tools used.</summary>
internal sealed class MeasuredAttempt : IDisposable
{
    private readonly Lease _lease;
    private readonly RunFunction _work;
    private readonly string _function;
    private readonly Activity? _activity;
    private readonly WorkTimer _clock;
    private readonly Lock _lock = new();
    private TimeSpan? _processor;

    /// <param name="lease">Of the message.</param>
    /// <param name="work">What of the message is done now.</param>
    /// <param name="version">Of the function; null: this worker does not have it.</param>
    /// <param name="suspension">Stops the clock too.</param>
    /// <param name="time">The clock.</param>
    public MeasuredAttempt(Lease lease, RunFunction work, string? version, Suspension suspension, TimeProvider time)
    {
        (_lease, _work) = (lease, work);
        // A name that this worker does not know could be anything.
        _function = version is null ? "unknown" : $"{work.Function}@{version}";
        _activity = Tracing.Start($"function {work.Function}", ActivityKind.Consumer, lease.Trace);
        TraceTags.Set(_activity, lease, work.Item);
        _activity?.SetTag("rushes.function", _function).SetTag("rushes.shape", MetricLabels.Shape(work));
        _clock = new WorkTimer(Timeout.InfiniteTimeSpan, time, suspension, () => { });
    }

    public double Seconds => _clock.Elapsed.TotalSeconds;

    /// <summary>Null: no tool ran, or nothing here counts what they use.</summary>
    public TimeSpan? Processor
    {
        get
        {
            lock (_lock)
            {
                return _processor;
            }
        }
    }

    public double? ProcessorSeconds => Processor?.TotalSeconds;

    /// <summary>A tool has ended; some run side by side.</summary>
    public void Used(ToolResult result)
    {
        lock (_lock)
        {
            _processor = result.Processor is { } more ? (_processor ?? TimeSpan.Zero) + more : _processor;
        }
    }

    /// <param name="failure">Null: it ended well.</param>
    public void End(Failure? failure)
    {
        if (failure is not null)
        {
            _activity?.SetStatus(ActivityStatusCode.Error, failure.Code);
        }

        _activity?.SetTag("rushes.processor", ProcessorSeconds);
        var outcome = failure is null ? "done" : MetricLabels.Category(failure.Category);
        PlatformMeter.Ended((_function, MetricLabels.Shape(_work)), _lease, outcome, Seconds, ProcessorSeconds);
    }

    public void Dispose()
    {
        _clock.Dispose();
        _activity?.Dispose();
    }
}

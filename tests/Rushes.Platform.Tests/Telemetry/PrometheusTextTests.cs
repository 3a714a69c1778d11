using System.Diagnostics.Metrics;
using Rushes.Platform.Telemetry;

namespace Rushes.Platform.Tests.Telemetry;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new("Test.Prometheus");
    private readonly PrometheusText _text = new("Test.Prometheus");

    [Fact]
    public void Write_Counter_AddsUpByLabels()
    {
        var counter = _meter.CreateCounter<long>("rushes.message.retries", null, "Tried again.");
        counter.Add(2, new("queue", "steps"), new("class", "bulk"));
        counter.Add(3, new("queue", "steps"), new("class", "bulk"));
        counter.Add(1, new("queue", "compute"), new("class", "bulk"));

        Assert.Equal(
            """
            # HELP rushes_message_retries_total Tried again.
            # TYPE rushes_message_retries_total counter
            rushes_message_retries_total{queue="compute",class="bulk"} 1
            rushes_message_retries_total{queue="steps",class="bulk"} 5

            """,
            _text.Write());
    }

    [Fact]
    public void Write_Histogram_CountsWhatIsAtOrBelowEachBound()
    {
        var histogram = _meter.CreateHistogram<double>("rushes.function.duration", "s");
        foreach (var seconds in (double[])[0.005, 0.5, 0.75, 10_000])
        {
            histogram.Record(seconds);
        }

        var lines = _text.Write().Split('\n');
        Assert.Equal("# TYPE rushes_function_duration_seconds histogram", lines[1]);
        Assert.Contains("rushes_function_duration_seconds_bucket{le=\"0.005\"} 1", lines);
        Assert.Contains("rushes_function_duration_seconds_bucket{le=\"0.5\"} 2", lines);
        Assert.Contains("rushes_function_duration_seconds_bucket{le=\"1\"} 3", lines);
        Assert.Contains("rushes_function_duration_seconds_bucket{le=\"7200\"} 3", lines);
        Assert.Contains("rushes_function_duration_seconds_bucket{le=\"+Inf\"} 4", lines);
        Assert.Contains("rushes_function_duration_seconds_sum 10001.255", lines);
        Assert.Contains("rushes_function_duration_seconds_count 4", lines);
    }

    [Fact]
    public void Write_ObservedGauge_IsWhatIsThereNow()
    {
        List<Measurement<long>> depths = [new(7, new KeyValuePair<string, object?>("queue", "a")), new(8, new KeyValuePair<string, object?>("queue", "b"))];
        _meter.CreateObservableGauge("rushes.message.depth", () => depths);
        Assert.Contains("rushes_message_depth{queue=\"b\"} 8\n", _text.Write(), StringComparison.Ordinal);

        depths.RemoveAt(1);
        var later = _text.Write();

        Assert.Contains("rushes_message_depth{queue=\"a\"} 7\n", later, StringComparison.Ordinal);
        Assert.DoesNotContain("\"b\"", later, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LabelWithOddLetters_IsEscaped()
    {
        _meter.CreateCounter<long>("c").Add(1, new KeyValuePair<string, object?>("process.exit", "a\\b\"c\nd"));

        Assert.Contains("c_total{process_exit=\"a\\\\b\\\"c\\nd\"} 1\n", _text.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LabelThatNeverRepeats_DoesNotGrowForEver()
    {
        var counter = _meter.CreateCounter<long>("c");
        for (var i = 0; i < 5 * MetricFamily.MostSeries; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("run", i));
        }

        var lines = _text.Write().Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(MetricFamily.MostSeries + 1, lines.Length);
        Assert.Contains($"c_total{{overflow=\"true\"}} {4 * MetricFamily.MostSeries}", lines);
    }

    [Fact]
    public void Write_NothingMeasured_IsEmpty()
    {
        _meter.CreateCounter<long>("c");

        Assert.Empty(_text.Write());
    }

    [Fact]
    public void Write_MetersOfOthers_AreLeftOut()
    {
        using var other = new Meter("Others");
        other.CreateCounter<long>("c").Add(1);

        Assert.Empty(_text.Write());
    }

    public void Dispose()
    {
        _text.Dispose();
        _meter.Dispose();
    }
}

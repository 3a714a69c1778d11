using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Rushes.Platform.Telemetry;

/// <summary>One instrument with all its labels, in the words of Prometheus.</summary>
internal sealed class MetricFamily
{
    /// <summary>More than these share one: a mistake in a label must not fill the memory of whoever scrapes.</summary>
    internal const int MostSeries = 1000;

    private const string Overflow = "overflow=\"true\"";

    /// <summary>Seconds: from a dispatch to an encode of hours.</summary>
    private static readonly double[] Bounds = [0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 1800, 7200];

    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly string _help;
    private readonly string _type;
    private readonly bool _observed;

    public MetricFamily(Instrument instrument)
    {
        _type = instrument switch
        {
            Counter<long> or Counter<double> => "counter",
            Histogram<long> or Histogram<double> => "histogram",
            _ => "gauge",
        };
        _observed = instrument.IsObservable;
        _help = instrument.Description ?? "";
        Name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "") + (_type == "counter" ? "_total" : "");
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            series = _series.GetOrAdd(_series.Count < MostSeries ? labels : Overflow, _ => new MetricSeries(_type == "histogram" ? Bounds : []));
        }

        series.Record(value, replaces: _type == "gauge");
    }

    /// <summary>What is observed now is all there is.</summary>
    public void ForgetObserved()
    {
        if (_observed)
        {
            _series.Clear();
        }
    }

    public void Write(TextWriter text)
    {
        if (_series.IsEmpty)
        {
            return;
        }

        text.Write($"# HELP {Name} {_help}\n# TYPE {Name} {_type}\n");
        foreach (var (labels, series) in _series.OrderBy(series => series.Key, StringComparer.Ordinal))
        {
            var (sum, count, buckets) = series.Read();
            if (_type != "histogram")
            {
                Line(text, "", labels, Number(sum));
                continue;
            }

            foreach (var (bound, below) in Bounds.Zip(buckets))
            {
                Line(text, "_bucket", With(labels, $"le=\"{Number(bound)}\""), Number(below));
            }

            Line(text, "_bucket", With(labels, "le=\"+Inf\""), Number(count));
            Line(text, "_sum", labels, Number(sum));
            Line(text, "_count", labels, Number(count));
        }
    }

    private void Line(TextWriter text, string suffix, string labels, string value) =>
        text.Write(labels.Length > 0 ? $"{Name}{suffix}{{{labels}}} {value}\n" : $"{Name}{suffix} {value}\n");

    private static string With(string labels, string more) => labels.Length > 0 ? $"{labels},{more}" : more;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 0 ? "," : "").Append(name.Replace('.', '_')).Append("=\"");
            text.Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    private static string Escape(string value) =>
        value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

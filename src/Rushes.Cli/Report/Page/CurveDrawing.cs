using System.Globalization;
using System.Text;

namespace Rushes.Cli.Report.Page;

/// <summary>One metric over time as SVG: a band from the least to the greatest of each step, and their means as a line.</summary>
internal sealed class CurveDrawing(ScoreCurve curve, int metric, double seconds, IReadOnlyList<long> cuts)
{
    private const int Width = TimeAxis.Width;
    private const int Left = TimeAxis.Left;
    private const int Bottom = 22;

    private readonly string _name = curve.Metrics[metric];
    private readonly (double At, float Least, double Mean, float Greatest)[] _points = [.. curve.Of(metric)];

    public string Draw()
    {
        var height = metric == 0 ? 260 : 120;
        var (low, high) = Range();
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {height + Bottom}\" role=\"img\" aria-label=\"{_name} over time\">"));
        foreach (var value in Lines(low, high))
        {
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width}\" y1=\"{Y(value):F1}\" y2=\"{Y(value):F1}\"/><text x=\"{Left - 6}\" y=\"{Y(value) + 4:F1}\" text-anchor=\"end\">{value:0.###}</text>"));
        }

        foreach (var cut in cuts.Where(cut => cut > 0))
        {
            svg.Append(Invariant($"<line class=\"cut\" x1=\"{TimeAxis.X(curve.At(cut)):F1}\" x2=\"{TimeAxis.X(curve.At(cut)):F1}\" y1=\"0\" y2=\"{height}\"/>"));
        }

        var band = _points.Select(point => Point(point.At, point.Greatest)).Concat(_points.Reverse().Select(point => Point(point.At, point.Least)));
        svg.Append(Invariant($"<polygon class=\"band\" points=\"{string.Join(' ', band)}\"/><polyline class=\"mean\" points=\"{string.Join(' ', _points.Select(point => Point(point.At, point.Mean)))}\"/>"));
        if (_points.Length < 3)
        {
            svg.Append(string.Concat(_points.Select(point => Invariant($"<circle class=\"dot\" r=\"4\" cx=\"{TimeAxis.X(point.At):F1}\" cy=\"{Y(point.Mean):F1}\"/>"))));
        }

        svg.Append(new TimeAxis(seconds).Draw(height + 16));
        return svg.Append("</svg>").ToString();

        string Point(double at, double value) => Invariant($"{TimeAxis.X(at):F1},{Y(value):F1}");

        double Y(double value) => 12 + ((height - 16) * (high - value) / (high - low));
    }

    // VMAF is drawn whole: a curve that fills the page whatever its range says nothing of how good it is.
    private (double Low, double High) Range()
    {
        if (metric == 0)
        {
            return (0, 100);
        }

        var (low, high) = (_points.Min(point => point.Least), _points.Max(point => point.Greatest));
        var margin = Math.Max(0.001, (high - low) * 0.05);
        return (low - margin, high + margin);
    }

    private static IEnumerable<double> Lines(double low, double high)
    {
        const int Most = 6;
        var step = Math.Pow(10, Math.Floor(Math.Log10(high - low)));
        step = (high - low) / step > Most ? step * 2 : (high - low) / step < Most / 3.0 ? step / 4 : step;
        for (var value = Math.Ceiling(low / step) * step; value <= high + (step / 1000); value += step)
        {
            yield return value;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

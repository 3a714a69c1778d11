using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Cli.Report.Page;

/// <summary>Loudness of a sound track over the film's time (EBU R 128).</summary>
internal sealed class LoudnessDrawing(SoundReport report, FilmTime time, TimeAxis axis)
{
    private const int Height = 180;

    // LUFS; what is softer lies on the line below.
    private const double Softest = -60;

    public bool HasPoints => report.Series is { Step.Denominator: > 0, Step.Numerator: > 0, Momentary.Count: > 0 };

    public string Draw()
    {
        var lines = string.Concat(Enumerable.Range(0, 7).Select(number => Softest + (10 * number)).Select(level => Invariant(
            $"<line class=\"grid\" x1=\"{TimeAxis.Left}\" x2=\"{TimeAxis.Width}\" y1=\"{Y(level):F1}\" y2=\"{Y(level):F1}\"/><text x=\"{TimeAxis.Left - 6}\" y=\"{Y(level) + 4:F1}\" text-anchor=\"end\">{level:0}</text>")));
        var integrated = double.IsFinite(report.IntegratedLoudness) && report.IntegratedLoudness > Softest
            ? Invariant($"<line class=\"integrated\" x1=\"{TimeAxis.Left}\" x2=\"{TimeAxis.Width}\" y1=\"{Y(report.IntegratedLoudness):F1}\" y2=\"{Y(report.IntegratedLoudness):F1}\"/>")
            : "";
        return Invariant($"<svg viewBox=\"0 0 {TimeAxis.Width} {Height + 22}\" role=\"img\" aria-label=\"Loudness over time\">{lines}")
            + $"{Line("momentary", report.Series.Momentary)}{Line("mean", report.Series.ShortTerm)}{integrated}{axis.Draw(Height + 16)}</svg>";
    }

    private string Line(string kind, IReadOnlyList<float> levels)
    {
        var step = (double)report.Series.Step.Numerator / report.Series.Step.Denominator;
        var first = report.FirstTime is { Denominator: > 0 } start ? ((double)start.Numerator / start.Denominator) - time.First : 0;
        var points = levels.Select((level, number) => Invariant($"{axis.XOf(first + ((number + 0.5) * step)):F1},{Y(level):F1}"));
        return $"<polyline class=\"{kind}\" points=\"{string.Join(' ', points)}\"/>";
    }

    private static double Y(double level) => 8 + ((Height - 12) * Math.Clamp((double.IsNaN(level) ? Softest : level) / Softest, 0, 1));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

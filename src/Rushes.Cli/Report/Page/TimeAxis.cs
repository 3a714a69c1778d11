using System.Globalization;

namespace Rushes.Cli.Report.Page;

/// <summary>The time of a film from the left of a drawing to its right: the same for all of a page, so that they can be read one under the other.</summary>
/// <param name="seconds">Of the film.</param>
internal sealed class TimeAxis(double seconds)
{
    public const int Width = 1000;
    public const int Left = 44;

    public double Seconds => seconds;

    /// <param name="at">0: its beginning; 1: its end.</param>
    public static double X(double at) => Left + (at * (Width - Left));

    /// <param name="second">Of the film; beyond an end: the end.</param>
    public double XOf(double second) => X(seconds > 0 ? Math.Clamp(second / seconds, 0, 1) : 0);

    /// <param name="y">Of the letters' line.</param>
    public string Draw(double y) => string.Concat(Enumerable.Range(0, 5).Select(tick =>
    {
        var anchor = tick switch { 0 => "start", 4 => "end", _ => "middle" };
        return Invariant($"<text x=\"{X(tick / 4.0):F1}\" y=\"{y:F0}\" text-anchor=\"{anchor}\">{Time(seconds * tick / 4)}</text>");
    }));

    private string Time(double second) => seconds < 60
        ? Invariant($"{second:0.0} s")
        : seconds < 3600 ? TimeSpan.FromSeconds(second).ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : Invariant($"{(int)(second / 3600)}:{TimeSpan.FromSeconds(second):mm\\:ss}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

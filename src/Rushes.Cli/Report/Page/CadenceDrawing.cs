using System.Globalization;
using System.Text;
using Rushes.Contracts;

namespace Rushes.Cli.Report.Page;

/// <summary>What frames are made of over time, as shares of each step, one on the other; and how many of them are repeats.</summary>
internal sealed class CadenceDrawing(PictureReport picture, FilmTime time, TimeAxis axis)
{
    private const int FieldHeight = 150;
    private const int RepeatHeight = 90;

    private readonly (string Kind, IReadOnlyList<int> Counts)[] _kinds =
    [
        ("progressive", picture.Progressive), ("top", picture.TopFirst), ("bottom", picture.BottomFirst), ("undetermined", picture.Undetermined),
    ];

    public bool HasPoints => picture.FramesPerPoint > 0 && Array.Exists(_kinds, kind => kind.Counts.Any(count => count > 0));

    public bool HasRepeats => picture.FramesPerPoint > 0 && picture.Repeats.Any(count => count > 0);

    public string DrawFields()
    {
        var points = _kinds.Max(kind => kind.Counts.Count);
        var below = new double[points];
        var body = new StringBuilder();
        foreach (var (kind, counts) in _kinds.Where(kind => kind.Counts.Any(count => count > 0)))
        {
            var above = new double[points];
            for (var point = 0; point < points; point++)
            {
                var all = _kinds.Sum(one => At(one.Counts, point));
                above[point] = below[point] + (all > 0 ? At(counts, point) / all : 0);
            }

            body.Append(Area(kind, below, above, 1, FieldHeight));
            below = above;
        }

        return Drawing("What frames are made of", body, FieldHeight, 1);
    }

    public string DrawRepeats()
    {
        double[] shares = [.. picture.Repeats.Select((count, point) => (double)count / FramesOf(point))];
        var top = Math.Clamp(Math.Ceiling(shares.Max() * 10) / 10, 0.1, 1);
        return Drawing("Repeated frames", new StringBuilder(Area("repeats", new double[shares.Length], shares, top, RepeatHeight)), RepeatHeight, top);
    }

    private double FramesOf(int point) => Math.Max(1, Math.Min(picture.FramesPerPoint, time.Frames - ((long)point * picture.FramesPerPoint)));

    // Along the upper edge from step to step, and back along the lower one.
    private string Area(string kind, double[] below, double[] above, double top, int height)
    {
        var there = Enumerable.Range(0, above.Length).SelectMany(point => Step(point, above[point]));
        var back = Enumerable.Range(0, below.Length).Reverse().SelectMany(point => Step(point, below[point]).Reverse());
        return $"<polygon class=\"{kind}\" points=\"{string.Join(' ', there.Concat(back))}\"/>";

        IEnumerable<string> Step(int point, double share)
        {
            var first = (long)point * picture.FramesPerPoint;
            yield return Invariant($"{axis.XOf(time.At(first)):F1},{Y(share, top, height):F1}");
            yield return Invariant($"{axis.XOf(time.At(first + picture.FramesPerPoint)):F1},{Y(share, top, height):F1}");
        }
    }

    private string Drawing(string name, StringBuilder body, int height, double top)
    {
        var lines = string.Concat(((double[])[0, top / 2, top]).Select(share => Invariant(
            $"<line class=\"grid\" x1=\"{TimeAxis.Left}\" x2=\"{TimeAxis.Width}\" y1=\"{Y(share, top, height):F1}\" y2=\"{Y(share, top, height):F1}\"/><text x=\"{TimeAxis.Left - 6}\" y=\"{Y(share, top, height) + 4:F1}\" text-anchor=\"end\">{share * 100:0.#} %</text>")));
        return Invariant($"<svg viewBox=\"0 0 {TimeAxis.Width} {height + 22}\" role=\"img\" aria-label=\"{name} over time\">{lines}{body}{axis.Draw(height + 16)}</svg>");
    }

    private static double Y(double share, double top, int height) => 8 + ((height - 12) * (1 - Math.Min(1, share / top)));

    private static double At(IReadOnlyList<int> counts, int point) => point < counts.Count ? counts[point] : 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

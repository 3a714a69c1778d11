using System.Globalization;
using System.Text;

namespace Rushes.Cli.Report.Page;

/// <summary>The film from left to right: its shots, and below a lane for each kind of finding. However long a list is, what is drawn has an end.</summary>
internal sealed class FindingStrip(IReadOnlyList<FindingGroup> groups, IReadOnlyList<AnswerFilmShot> shots, FilmTime time, TimeAxis axis)
{
    private const int Lane = 30;
    private const int Thickness = 9;
    private const int MostLanes = 24;

    // What is shorter is drawn this wide: it must be seen.
    private const double Narrowest = 2;

    public string Draw()
    {
        FindingGroup[] lanes = [.. groups.Where(group => group.Places.Any(place => place.From is not null)).Take(MostLanes)];
        var body = new StringBuilder();
        var y = 0;
        if (shots.Count > 0)
        {
            body.Append(Name("shots", y));
            DrawShots(body, y + 17);
            y += Lane;
        }

        foreach (var lane in lanes)
        {
            body.Append(Name(PageShell.Escaped(SafeText.Of(lane.Code)), y));
            body.Append(Rectangle("lane", TimeAxis.Left, TimeAxis.Width, y + 17));
            DrawPlaces(body, lane, y + 17);
            y += Lane;
        }

        return Invariant($"<svg viewBox=\"0 0 {TimeAxis.Width} {y + 22}\" role=\"img\" aria-label=\"Findings over time\">{body}{axis.Draw(y + 16)}</svg>");
    }

    private void DrawShots(StringBuilder body, int y)
    {
        var (x, isOther) = ((double)TimeAxis.Left, false);
        foreach (var shot in shots)
        {
            var end = axis.XOf(time.At(shot.To));
            if (end - x < Narrowest / 2)
            {
                continue;
            }

            body.Append(Rectangle(isOther ? "other-shot" : "shot", x, end, y));
            (x, isOther) = (end, !isOther);
        }

        var drawn = double.NegativeInfinity;
        foreach (var transition in shots.Select(shot => shot.Transition).OfType<AnswerFrames>())
        {
            var (from, to) = Span(transition.From, transition.To);
            if (from >= drawn)
            {
                body.Append(Rectangle("transition", from, to, y));
                drawn = to;
            }
        }
    }

    // Places that would lie over each other become one.
    private void DrawPlaces(StringBuilder body, FindingGroup lane, int y)
    {
        (double From, double To, int Count, ReportFinding First)? open = null;
        foreach (var place in lane.Places.Where(place => place.From is not null))
        {
            var (from, to) = Span(place.From!.Value, place.To ?? place.From.Value + 1);
            if (open is { } before && from <= before.To)
            {
                open = (before.From, Math.Max(before.To, to), before.Count + 1, before.First);
                continue;
            }

            Close();
            open = (from, to, 1, place);
        }

        Close();

        void Close()
        {
            if (open is { } done)
            {
                var more = done.Count > 1 ? Invariant($", and {done.Count - 1} more") : "";
                body.Append(Rectangle(lane.Severity, done.From, done.To, y, $"{time.Text(done.First.From, done.First.To)}{more}"));
            }
        }
    }

    private (double From, double To) Span(long from, long to)
    {
        var (left, right) = (axis.XOf(time.At(from)), axis.XOf(time.At(to)));
        return right - left >= Narrowest ? (left, right) : (Math.Min(left, TimeAxis.Width - Narrowest), Math.Min(left, TimeAxis.Width - Narrowest) + Narrowest);
    }

    private static string Name(string name, int y) => Invariant($"<text class=\"name\" x=\"{TimeAxis.Left}\" y=\"{y + 13}\">{name}</text>");

    private static string Rectangle(string kind, double from, double to, int y, string? title = null)
    {
        var text = title is null ? "/>" : $"><title>{title}</title></rect>";
        return Invariant($"<rect class=\"{kind}\" x=\"{from:F1}\" y=\"{y}\" width=\"{to - from:F1}\" height=\"{Thickness}\"{text}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

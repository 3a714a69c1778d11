using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// The part of the picture inside its black borders, shot by shot. A border keeps its place through a shot; what is only dark moves. A shot too
/// dark to tell, and test bars, some of which are as dark as a border, have the area of the shot before.
/// </summary>
internal static class BorderSearch
{
    /// <summary>Pixels that an edge may move by.</summary>
    private const int Slack = 4;

    /// <summary>Part of a shot's frames that must agree.</summary>
    private const double Most = 0.8;

    /// <summary>Part of a side that a border must take; thinner ones are left where they are.</summary>
    private const double Thinnest = 0.015;

    private const double ShortestSeconds = 1;

    /// <summary>A border on one side alone may be something dark, unless it stays.</summary>
    private const double LongSeconds = 10;

    /// <summary>The whole film, in order; neighbours differ.</summary>
    public static IReadOnlyList<ActiveArea> Areas(Film film)
    {
        var bars = StillSearch.Bars(film);
        var found = film.Shots.Select(shot => (Shot: shot, Area: Of(film, shot, bars))).ToList();
        var last = found.Select(one => one.Area).FirstOrDefault(area => area is not null) ?? Whole(film);
        List<ActiveArea> areas = [];
        foreach (var (shot, area) in found)
        {
            last = area ?? last;
            var rectangle = new Rectangle { Left = last.Left, Top = last.Top, Width = last.Width, Height = last.Height };
            if (areas.Count > 0 && areas[^1].Area.Equals(rectangle))
            {
                areas[^1].Frames.To = shot.To;
            }
            else
            {
                areas.Add(new ActiveArea { Frames = new FrameRange { From = shot.From, To = shot.To }, Area = rectangle });
            }
        }

        return areas;
    }

    public static IEnumerable<Finding> Find(Film film, IReadOnlyList<ActiveArea> areas)
    {
        if (areas.Count == 0 || Brightest(film) == 0)
        {
            yield break;
        }

        var kinds = areas.Where(area => area.Frames.To - area.Frames.From >= film.Frames(ShortestSeconds)).Select(area => area.Area).Distinct().ToList();
        if (kinds.Count > 1)
        {
            foreach (var area in areas.Skip(1))
            {
                yield return Found.Of(
                    Severity.Warning, "picture.letterbox_changes", Run(area), "Cut the title where its shape changes, or crop to what all shots have.", ("area", area.Area.Text));
            }
        }

        var common = Common(areas);
        if ((common.Width < film.Video.Upright.Width || common.Height < film.Video.Upright.Height) && (IsCentred(common, film.Video.Upright) || film.Count >= film.Frames(LongSeconds)))
        {
            yield return Found.Of(
                Severity.Info, "picture.letterbox", new FrameRun(0, film.Count), $"Say --crop {common.Text} to encode the picture without its black borders.", ("area", common.Text));
        }
    }

    /// <summary>The least that has all of them.</summary>
    public static Rectangle Common(IReadOnlyList<ActiveArea> areas)
    {
        var (left, top) = (areas.Min(area => area.Area.Left), areas.Min(area => area.Area.Top));
        return new Rectangle
        {
            Left = left,
            Top = top,
            Width = areas.Max(area => area.Area.Left + area.Area.Width) - left,
            Height = areas.Max(area => area.Area.Top + area.Area.Height) - top,
        };
    }

    private static FrameArea? Of(Film film, FrameRun shot, IReadOnlyList<FrameRun> bars)
    {
        var told = Enumerable.Range(shot.From, shot.Length)
            .Where(frame => !film.Measures.Areas[frame].IsEmpty && !film.IsBlack(frame) && !bars.Any(new FrameRun(frame, frame + 1).Overlaps)).ToList();
        if (told.Count < Math.Min(shot.Length, film.Frames(ShortestSeconds)) / 2 || told.Count == 0)
        {
            return null;
        }

        var (left, leftHolds) = Edge(film, told, area => area.Left, film.Video.Upright.Width);
        var (top, topHolds) = Edge(film, told, area => area.Top, film.Video.Upright.Height);
        var (right, rightHolds) = Edge(film, told, area => film.Video.Upright.Width - area.Right, film.Video.Upright.Width);
        var (bottom, bottomHolds) = Edge(film, told, area => film.Video.Upright.Height - area.Bottom, film.Video.Upright.Height);
        return leftHolds && topHolds && rightHolds && bottomHolds && left + right < film.Video.Upright.Width && top + bottom < film.Video.Upright.Height
            ? new FrameArea((ushort)left, (ushort)top, (ushort)(film.Video.Upright.Width - right), (ushort)(film.Video.Upright.Height - bottom))
            : null;
    }

    /// <summary>The thinnest border of a shot is what no frame reaches into; it is one where most frames have it.</summary>
    private static (int Border, bool Holds) Edge(Film film, List<int> frames, Func<FrameArea, int> border, int side)
    {
        var sorted = frames.Select(frame => border(film.Measures.Areas[frame])).Order().ToList();
        var thinnest = sorted[sorted.Count / 50];
        if (thinnest < Thinnest * side)
        {
            return (0, true);
        }

        return (thinnest / 2 * 2, sorted.Count(value => value <= thinnest + Slack) >= Most * sorted.Count);
    }

    private static bool IsCentred(Rectangle area, Resolution whole) =>
        Math.Abs(whole.Width - area.Width - (2 * area.Left)) <= 2 * Slack && Math.Abs(whole.Height - area.Height - (2 * area.Top)) <= 2 * Slack;

    private static int Brightest(Film film) => film.Brightest.Length > 0 ? film.Brightest.Max() : 0;

    private static FrameArea Whole(Film film) => new(0, 0, (ushort)film.Video.Upright.Width, (ushort)film.Video.Upright.Height);

    private static FrameRun Run(ActiveArea area) => new((int)area.Frames.From, (int)area.Frames.To);
}

using Rushes.Contracts;

namespace Rushes.Inspection.Pictures;

/// <summary>Pictures that stand still: frozen ones, and slates, bars and cards before and behind the film.</summary>
internal static class StillSearch
{
    private const double FrozenSeconds = 2;
    private const double BarsSeconds = 0.8;
    private const double SlateSeconds = 1;

    /// <summary>How far into a file what is not the film may reach.</summary>
    private const double LeaderSeconds = 180;

    /// <summary>Squared levels of small pictures: a plain colour has fewer edges, text has more.</summary>
    private const float Plain = 4;

    public static IEnumerable<Finding> Find(Film film)
    {
        var bars = Bars(film);
        foreach (var run in bars)
        {
            yield return Found.Of(
                Severity.Warning, "picture.bars", run, "Cut the test bars off before delivery; they are encoded as part of the film.", ("seconds", film.Seconds(run.Length)));
        }

        // A run of still frames starts with the frame that they all repeat.
        var stills = FrameRun.Where(film.Count, film.IsStill, film.Frames(SlateSeconds) - 1).Select(run => run with { From = run.From - 1 })
            .Where(run => !film.IsBlack(run.From + (run.Length / 2)) && !bars.Any(run.Overlaps)).ToList();
        var slates = Slates(film, stills, bars);
        foreach (var run in stills)
        {
            if (slates.Contains(run))
            {
                yield return Found.Of(
                    Severity.Info, "picture.slate", run, "Cut it off before delivery where it is a slate and no title card of the film.", ("seconds", film.Seconds(run.Length)));
            }
            else if (run.Length >= film.Frames(FrozenSeconds))
            {
                yield return Found.Of(
                    Severity.Warning, "picture.frozen", run, "Compare with the delivery's original, unless the picture is meant to stand still here.", ("seconds", film.Seconds(run.Length)));
            }
        }
    }

    /// <summary>Where test bars are: samples tell where, the stillness around them how far.</summary>
    public static IReadOnlyList<FrameRun> Bars(Film film)
    {
        List<FrameRun> bars = [];
        foreach (var sample in film.Measures.Samples.Where(sample => sample.Bars))
        {
            var (from, to) = ((int)sample.Frame, (int)sample.Frame + 1);
            if (bars.Count > 0 && bars[^1].To > from)
            {
                continue;
            }

            while (from > 0 && film.IsStill(from))
            {
                from--;
            }

            while (to < film.Count && film.IsStill(to))
            {
                to++;
            }

            bars.Add(new(from, to));
        }

        return [.. bars.Where(run => run.Length >= film.Frames(BarsSeconds))];
    }

    /// <summary>Still pictures with nothing but such, bars and black between them and the start or the end of the file.</summary>
    private static HashSet<FrameRun> Slates(Film film, List<FrameRun> stills, IReadOnlyList<FrameRun> bars)
    {
        HashSet<FrameRun> slates = [];
        var reach = Math.Min(film.Frames(LeaderSeconds), film.Count / 2);
        var programme = 0;
        foreach (var run in stills.Concat(bars).OrderBy(run => run.From))
        {
            if (run.To > reach || !IsBlack(film, programme, run.From))
            {
                break;
            }

            programme = run.To;
            Add(run);
        }

        programme = film.Count;
        foreach (var run in stills.Concat(bars).OrderByDescending(run => run.From))
        {
            if (run.From < film.Count - reach || !IsBlack(film, run.To, programme))
            {
                break;
            }

            programme = run.From;
            Add(run);
        }

        return slates;

        void Add(FrameRun run)
        {
            if (film.Measures.Edges[run.From + (run.Length / 2)] >= Plain)
            {
                slates.Add(run);
            }
        }
    }

    // A cut in the midst of coding may leave a frame or two that are neither.
    private static bool IsBlack(Film film, int from, int to)
    {
        var other = 0;
        for (var frame = from; frame < to; frame++)
        {
            other += film.IsBlack(frame) ? 0 : 1;
        }

        return other <= 2;
    }
}

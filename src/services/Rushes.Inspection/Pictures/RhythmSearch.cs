using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Inspection.Pictures;

/// <summary>
/// Rhythms that a conversion of the frame rate leaves: 3:2 pulldown in the fields, whole frames repeated at even distances, frames that are
/// a mixture of two. Looked for in windows that overlap by half; what neighbours have in common is one finding.
/// </summary>
internal static class RhythmSearch
{
    private const int Window = 100;
    private const int LongestPeriod = 6;

    /// <summary>Part of the cycles that must keep to the rhythm, and of other frames that may.</summary>
    private const double On = 0.7;
    private const double Off = 0.15;

    /// <summary>Cycles that make a rhythm.</summary>
    private const int FewestCycles = 6;

    public static IReadOnlyList<FrameRun> Telecined(Film film) => Merge(Windows(film.Count).Where(window => Pulldown.IsIn(film, window)));

    public static IEnumerable<Finding> OfFields(Film film, IReadOnlyList<FrameRun> telecined) => telecined.Select(run => Found.Of(
        Severity.Warning, "picture.telecine", run, "Say --ivtc to get the film's own frames back: fields repeat in the rhythm of 3:2 pulldown.", ("cadence", "3:2"), ("seconds", film.Seconds(run.Length))));

    public static IEnumerable<Finding> OfRepeats(Film film, bool[] repeats)
    {
        foreach (var period in Enumerable.Range(2, LongestPeriod - 1))
        {
            foreach (var run in Merge(Windows(film.Count).Where(window => Repeats(repeats, window, period))))
            {
                yield return Found.Of(
                    Severity.Warning, "picture.cadence", run, "Have it delivered at its own frame rate: every frame of this rhythm is encoded, repeats too.",
                    ("repeats", $"one frame of {period}"), ("seconds", film.Seconds(run.Length)));
            }
        }
    }

    public static IEnumerable<Finding> OfBlends(Film film, bool[] repeats)
    {
        foreach (var run in Merge(Windows(film.Count).Where(window => !HasRepeats(repeats, window) && !HasFields(film, window) && BlendRhythm.IsIn(film, window))))
        {
            yield return Found.Of(
                Severity.Warning, "picture.blended", run, "Have it delivered at its own frame rate: some frames are mixtures of two, made when the rate was converted.",
                ("seconds", film.Seconds(run.Length)));
        }
    }

    private static IEnumerable<FrameRun> Windows(int count)
    {
        for (var from = 0; from == 0 || from + Window <= count; from += Window / 2)
        {
            yield return new(from, Math.Min(count, from + Window));
        }
    }

    private static bool HasRepeats(bool[] repeats, FrameRun window) => repeats.AsSpan()[window.From..window.To].Count(true) > window.Length / 10;

    private static bool HasFields(Film film, FrameRun window)
    {
        var fields = film.Measures.Fields[window.From..window.To];
        return FingerprintFilter.IsInterlaced(film.Video.FieldOrder) || fields.Count(FieldOrder.TopFirst) + fields.Count(FieldOrder.BottomFirst) > window.Length / 10;
    }

    private static bool Repeats(bool[] repeats, FrameRun window, int period)
    {
        Span<int> counts = stackalloc int[period], of = stackalloc int[period];
        counts.Clear();
        of.Clear();
        for (var frame = window.From; frame < window.To; frame++)
        {
            counts[frame % period] += repeats[frame] ? 1 : 0;
            of[frame % period]++;
        }

        var (on, off) = (0, 0);
        for (var phase = 0; phase < period; phase++)
        {
            on += counts[phase] >= On * of[phase] ? 1 : 0;
            off += counts[phase] <= Off * of[phase] ? 1 : 0;
        }

        // Of a period of two or three only one is left as well where the true period is four or six: then the others are not all off.
        return window.Length >= FewestCycles * period && on == 1 && off == period - 1;
    }

    private static List<FrameRun> Merge(IEnumerable<FrameRun> windows)
    {
        List<FrameRun> runs = [];
        foreach (var window in windows)
        {
            if (runs.Count > 0 && window.From <= runs[^1].To)
            {
                runs[^1] = runs[^1] with { To = window.To };
            }
            else
            {
                runs.Add(window);
            }
        }

        return runs;
    }
}

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
    private const int LongWindow = 400;
    private const int LongestPeriod = 6;

    /// <summary>
    /// Rates that are mixed leave cycles: 24 for 30 has five frames, 25 for 30 six, 24 for 25 or 50 twenty-five. Encoders have rhythms too: of two to four
    /// frames a mixture must lose much, of six it must be the clearer.
    /// </summary>
    private static readonly Mixture[] Mixtures = [new(2, 100, 20, Much), new(3, 100, 20, Much), new(4, 100, 20, Much), new(5, 200, 15, 0.008), new(6, 200, 30, 0.008), new(25, 300, 4, 0.01)];

    /// <summary>What a mixture must lose where something else makes a rhythm too.</summary>
    private const double Much = 0.08;

    /// <summary>25 or 50 for 30 or 60, 24 for 50. Not 25 for 60: five waves in twelve frames are also those of a source that had key frames every 12 or 24.</summary>
    private static readonly Wave[] Waves = [new(1, 6), new(12, 25)];

    /// <summary>A film that is shorter than a window is looked at where it has this part of it.</summary>
    private const double Enough = 0.6;

    public static IReadOnlyList<FrameRun> Telecined(Film film) => Merge(
        Windows(film.Count).Where(window => Pulldown.IsIn(film, window)).Concat(Windows(film.Count, LongWindow).Where(window => Pulldown.IsInLong(film, window)))
            .OrderBy(window => window.From).ThenBy(window => window.To));

    public static IEnumerable<Finding> OfFields(Film film, IReadOnlyList<FrameRun> telecined) => telecined.Select(run => Found.Of(
        Severity.Warning, "picture.telecine", run, "Say --ivtc to get the film's own frames back: fields repeat in the rhythm of 3:2 pulldown.", ("cadence", "3:2"), ("seconds", film.Seconds(run.Length))));

    public static IReadOnlyList<(FrameRun Frames, int Period)> Repeated(Film film) =>
    [
        .. Enumerable.Range(2, LongestPeriod - 1)
            .SelectMany(period => Merge(Windows(film.Count).Where(window => RepeatRhythm.IsIn(film.Measures.Steps, window, period))).Select(run => (run, period))),
    ];

    public static IEnumerable<Finding> OfRepeats(Film film, IReadOnlyList<(FrameRun Frames, int Period)> repeated) => repeated.Select(rhythm => Found.Of(
        Severity.Warning, "picture.cadence", rhythm.Frames, "Have it delivered at its own frame rate: every frame of this rhythm is encoded, repeats too.",
        ("repeats", $"one frame of {rhythm.Period}"), ("seconds", film.Seconds(rhythm.Frames.Length))));

    /// <param name="film">The film.</param>
    /// <param name="repeats">Of each frame.</param>
    /// <param name="missing">Where frames are missing at even distances: edges come and go there as well.</param>
    public static IReadOnlyList<FrameRun> Mixed(Film film, bool[] repeats, IReadOnlyList<FrameRun> missing) => Merge(
        Mixtures.Where(mixture => !IsOfKeyFrames(film.KeyDistance, mixture.Period))
            .SelectMany(mixture => Windows(film.Count, mixture.Window).Where(window => mixture.IsIn(film, window, Least(missing, window))))
            .Concat(Waves.Where(wave => !IsOfKeyFrames(film.KeyDistance, wave.Period)).SelectMany(wave => Windows(film.Count, Wave.Window).Where(window => wave.IsIn(film, window, Least(missing, window)))))
            .Where(window => !HasRepeats(repeats, window) && !HasFields(film, window))
            .OrderBy(window => window.From).ThenBy(window => window.To));

    public static IEnumerable<Finding> OfBlends(Film film, IReadOnlyList<FrameRun> mixed) => mixed.Select(run => Found.Of(
        Severity.Warning, "picture.blended", run, "Have it delivered at its own frame rate: some frames are mixtures of two, made when the rate was converted.",
        ("seconds", film.Seconds(run.Length))));

    /// <param name="film">The film.</param>
    /// <param name="rhythms">Of other conversions.</param>
    /// <returns>Where one frame of <see cref="LossRhythm.Distance"/> and one is missing, and its phase.</returns>
    public static IReadOnlyList<(FrameRun Frames, int Phase)> LeftOut(Film film, IReadOnlyList<FrameRun> rhythms) =>
    [
        .. Windows(film.Count, LossRhythm.Window).Where(window => !rhythms.Any(window.Overlaps) && !HasFields(film, window))
            .Select(window => (window, phase: LossRhythm.PhaseIn(film, window))).Where(found => found.phase is not null)
            .GroupBy(found => found.phase!.Value, found => found.window).SelectMany(phase => Merge(phase).Select(run => (run, phase.Key))),
    ];

    private static IEnumerable<FrameRun> Windows(int count, int length = Window)
    {
        for (var from = 0; from == 0 ? count >= Enough * length : from + length <= count; from += length / 2)
        {
            yield return new(from, Math.Min(count, from + length));
        }
    }

    private static bool HasRepeats(bool[] repeats, FrameRun window) => repeats.AsSpan()[window.From..window.To].Count(true) > window.Length / 10;

    /// <summary>It says so, or a tenth of the frames look like it.</summary>
    public static bool HasFields(Film film, FrameRun window)
    {
        var fields = film.Measures.Fields[window.From..window.To];
        return FingerprintFilter.IsInterlaced(film.Video.FieldOrder) || fields.Count(FieldOrder.TopFirst) + fields.Count(FieldOrder.BottomFirst) > window.Length / 10;
    }

    private static double Least(IReadOnlyList<FrameRun> missing, FrameRun window) => missing.Any(window.Overlaps) ? Much : 0;

    /// <summary>Key frames that come at this distance leave the same rhythm.</summary>
    private static bool IsOfKeyFrames(int distance, int period) => distance > 1 && distance <= 2 * period && distance % period == 0;

    private static List<FrameRun> Merge(IEnumerable<FrameRun> windows)
    {
        List<FrameRun> runs = [];
        foreach (var window in windows)
        {
            if (runs.Count > 0 && window.From <= runs[^1].To)
            {
                runs[^1] = runs[^1] with { To = Math.Max(runs[^1].To, window.To) };
            }
            else
            {
                runs.Add(window);
            }
        }

        return runs;
    }

    /// <param name="Period">Frames of a cycle.</param>
    /// <param name="Window">Frames that show it.</param>
    /// <param name="Clear">Variance between the phases against that within them.</param>
    /// <param name="Loss">Of edges.</param>
    private readonly record struct Mixture(int Period, int Window, double Clear, double Loss)
    {
        public bool IsIn(Film film, FrameRun window, double least)
        {
            var (loss, clearness) = BlendRhythm.Strength(film, window, Period);
            return clearness >= Clear && loss >= Math.Max(Loss, least);
        }
    }

    /// <param name="Cycles">Of the wave.</param>
    /// <param name="Period">Frames in which so many pass.</param>
    private readonly record struct Wave(int Cycles, int Period)
    {
        public const int Window = 300;

        /// <summary>By chance alone a window has it once in two million.</summary>
        private const double Clear = 24;
        private const double Height = 0.004;

        public bool IsIn(Film film, FrameRun window, double least)
        {
            var (height, clearness) = BlendWave.Strength(film, window, (double)Cycles / Period);
            return clearness >= Clear && height >= Math.Max(Height, least);
        }
    }
}

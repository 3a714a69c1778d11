using System.Globalization;
using Rushes.Media.Timelines;

namespace Rushes.Cli.Report;

/// <summary>When frames of a film are shown, counted from its first one.</summary>
internal sealed class FilmTime(Timeline timeline)
{
    /// <summary>Of the whole film.</summary>
    public double Seconds => (double)timeline.TotalDuration / timeline.Timescale;

    /// <summary>The first frame's, on the source's clock, seconds.</summary>
    public double First => (double)timeline.FirstTime.Numerator / timeline.FirstTime.Denominator;

    public int Frames => timeline.Count;

    /// <summary>Seconds; of the frame behind the last, and of any beyond, the film's end.</summary>
    public double At(long frame) => (double)Ticks(frame) / timeline.Timescale;

    /// <summary>hh:mm:ss.mmm, rounded down.</summary>
    public string Text(long frame)
    {
        var milliseconds = (long)((Int128)Ticks(frame) * 1000 / timeline.Timescale);
        var (hours, rest) = Math.DivRem(milliseconds, 3_600_000);
        return string.Create(CultureInfo.InvariantCulture, $"{hours:00}:{rest / 60_000:00}:{rest / 1000 % 60:00}.{rest % 1000:000}");
    }

    /// <summary>From when to when a half-open range of frames is shown; empty: it is none.</summary>
    public string Text(long? from, long? to) => (from, to) switch
    {
        (<= 0, { } behind) when behind >= timeline.Count => "the whole film",
        ({ } first, { } behind) when behind - first > 1 => $"{Text(first)} to {Text(behind)}",
        ({ } only, _) => Text(only),
        _ => "",
    };

    private long Ticks(long frame) => frame >= timeline.Count ? timeline.TotalDuration : timeline.PresentationTime((int)Math.Max(0, frame));
}

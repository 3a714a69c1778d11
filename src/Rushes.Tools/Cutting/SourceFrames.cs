using System.Globalization;
using Rushes.Media.Timelines;

namespace Rushes.Tools.Cutting;

/// <summary>
/// Which source frames were cut out, as FFmpeg's <c>-stats_enc_pre</c> writes it of an output that only passes them on: a
/// line for each frame with its number and its time from the start of the cut, in the source's ticks.
/// </summary>
public static class SourceFrames
{
    public const string Format = "{n} {pts}";

    /// <summary>The first frame that is not the one the timeline wants; null when all are.</summary>
    public static async Task<FrameDifference?> CompareAsync(string path, Timeline cut, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cut);
        var frame = 0;
        var previous = long.MinValue;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            var time = Time(line);
            var expected = frame < cut.Count ? Expected(cut, frame, previous) : (long?)null;
            if (time != expected || time is null)
            {
                return new FrameDifference(frame, expected, time);
            }

            previous = time.Value;
            frame++;
        }

        return frame < cut.Count ? new FrameDifference(frame, Expected(cut, frame, previous), null) : null;
    }

    // As the filter computes it: a repeated time moves to the next tick.
    private static long Expected(Timeline cut, int frame, long previous)
    {
        var time = cut.SourceTime(frame) - cut.SourceTime(0);
        return frame == 0 ? time : Math.Max(previous + 1, time);
    }

    private static long? Time(string line)
    {
        var fields = line.Split(' ');
        return fields.Length == 2 && long.TryParse(fields[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}

/// <param name="Frame">Of the cut, from 0.</param>
/// <param name="Expected">Source ticks from the cut's start; null when it should have ended.</param>
/// <param name="Actual">The same; null when no further frame came.</param>
public sealed record FrameDifference(int Frame, long? Expected, long? Actual);

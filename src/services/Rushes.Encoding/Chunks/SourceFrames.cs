using System.Globalization;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Which source frames an encoder was given, as FFmpeg's <c>-stats_enc_pre</c> writes it: a line for each frame with its
/// number and its time from the start of the chunk, in the source's ticks.
/// </summary>
internal static class SourceFrames
{
    public const string Format = "{n} {pts}";

    /// <summary>The first frame of the chunk that is not the one the timeline wants; null when all are.</summary>
    public static async Task<FrameDifference?> CompareAsync(string path, Timeline chunk, CancellationToken cancellationToken)
    {
        var frame = 0;
        var previous = long.MinValue;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            var time = Time(line);
            var expected = frame < chunk.Count ? Expected(chunk, frame, previous) : (long?)null;
            if (time != expected || time is null)
            {
                return new FrameDifference(frame, expected, time);
            }

            previous = time.Value;
            frame++;
        }

        return frame < chunk.Count ? new FrameDifference(frame, Expected(chunk, frame, previous), null) : null;
    }

    // As the cut's own filter computes it: a repeated time moves to the next tick.
    private static long Expected(Timeline chunk, int frame, long previous)
    {
        var time = chunk.SourceTime(frame) - chunk.SourceTime(0);
        return frame == 0 ? time : Math.Max(previous + 1, time);
    }

    private static long? Time(string line)
    {
        var fields = line.Split(' ');
        return fields.Length == 2 && long.TryParse(fields[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}

/// <param name="Frame">Of the chunk, from 0.</param>
/// <param name="Expected">Source ticks from the chunk's start; null when the chunk should have ended.</param>
/// <param name="Actual">The same; null when the encoder got no further frame.</param>
internal sealed record FrameDifference(int Frame, long? Expected, long? Actual);

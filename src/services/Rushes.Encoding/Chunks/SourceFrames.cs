using System.Globalization;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Chunks;

/// <summary>
/// Which source frames an encoder was given, as FFmpeg's <c>-stats_enc_pre</c> writes it: a line for each frame with its
/// number and the time that its packet gave it, in the source's ticks.
/// <para>
/// Some containers have no presentation times (MXF with MPEG-4, raw streams): the decoder then counts, the cut goes by that, and the proof is
/// that it has left as many frames as the timeline wants.
/// </para>
/// </summary>
internal static class SourceFrames
{
    public const string Format = "{n} {ptsi}";

    // AV_NOPTS_VALUE
    private const long NotStated = long.MinValue;

    /// <summary>The first frame of the chunk that is not the one the timeline wants; null when all are.</summary>
    public static async Task<FrameDifference?> CompareAsync(string path, Timeline chunk, CancellationToken cancellationToken)
    {
        var frame = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            var time = Time(line);
            var expected = frame < chunk.Count ? chunk.SourceTime(frame) : (long?)null;
            if (time is null || expected is null || (time != expected && time != NotStated))
            {
                return new FrameDifference(frame, expected, time);
            }

            frame++;
        }

        return frame < chunk.Count ? new FrameDifference(frame, chunk.SourceTime(frame), null) : null;
    }

    private static long? Time(string line)
    {
        var fields = line.Split(' ');
        return fields.Length == 2 && long.TryParse(fields[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out var time) ? time : null;
    }
}

/// <param name="Frame">Of the chunk, from 0.</param>
/// <param name="Expected">Source ticks; null when the chunk should have ended.</param>
/// <param name="Actual">The same; null when the encoder got no further frame.</param>
internal sealed record FrameDifference(int Frame, long? Expected, long? Actual);

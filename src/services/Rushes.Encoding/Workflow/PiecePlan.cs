using Rushes.Contracts;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// Where the pieces of chunks start. A piece has its own run of the encoder, so a border of pieces costs what one of chunks
/// costs: a decoder's way to it, and an encoder that has to learn the film anew. Pieces are therefore long, and a chunk that
/// is not much longer than one has only one.
/// </summary>
internal static class PiecePlan
{
    private const long UsualMs = 60_000;

    /// <summary>However long a chunk is: the list of a chunk's objects must fit in a row.</summary>
    private const int MostPerChunk = 16;

    /// <summary>The length of a piece in milliseconds: whole segments.</summary>
    /// <param name="chunking">As asked for; a piece length of 0 is automatic.</param>
    /// <param name="videoMs">No chunk is longer than its video.</param>
    public static long Resolve(Chunking chunking, long videoMs)
    {
        var shortest = CeilingDivide(Math.Min(chunking.TargetMs, videoMs), MostPerChunk);
        var wanted = Math.Max(shortest, chunking.PieceMs > 0 ? chunking.PieceMs : UsualMs);
        return CeilingDivide(wanted, chunking.SegmentMs) * chunking.SegmentMs;
    }

    /// <summary>
    /// First frame of each piece, ascending. Inside a chunk, pieces start where segments do; a rest of about half a piece or
    /// less belongs to the piece before it.
    /// </summary>
    public static IEnumerable<int> Starts(Timeline video, SegmentPlan segments, IReadOnlyList<int> chunkStarts, long pieceMs)
    {
        // Frames lie at their own times, up to one frame after a border: half a segment is room enough.
        var slack = segments.SegmentMs / 2;
        for (var chunk = 0; chunk < chunkStarts.Count; chunk++)
        {
            var end = chunk + 1 < chunkStarts.Count ? chunkStarts[chunk + 1] : video.Count;
            var last = chunkStarts[chunk];
            yield return last;
            foreach (var start in segments.SegmentStarts.Where(start => start > chunkStarts[chunk] && start < end))
            {
                if (Milliseconds(video, start) - Milliseconds(video, last) > pieceMs - slack
                    && Milliseconds(video, end) - Milliseconds(video, start) > (pieceMs / 2) + slack)
                {
                    yield return last = start;
                }
            }
        }
    }

    /// <summary>When the frame is shown; the one after the last: the end.</summary>
    private static long Milliseconds(Timeline video, int frame) =>
        (long)((Int128)(frame < video.Count ? video.PresentationTime(frame) : video.TotalDuration) * 1000 / video.Timescale);

    private static long CeilingDivide(long value, long divisor) => (value + divisor - 1) / divisor;
}

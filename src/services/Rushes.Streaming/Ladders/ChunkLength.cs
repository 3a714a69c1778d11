namespace Rushes.Streaming.Ladders;

/// <summary>
/// How long the chunks of a title are. Chosen once, when the title is planned: chunk borders decide bytes, so no worker
/// and no later run may choose again.
/// </summary>
public static class ChunkLength
{
    private const long UsualMs = 180_000;
    private const long ExpressMs = 30_000;
    private const long ShortestMs = 10_000;

    /// <summary>The chunk length in milliseconds.</summary>
    /// <param name="requestedMs">As asked for, rounded up to whole GOPs; 0: automatic, whole segments.</param>
    /// <param name="segmentMs">Of the packaged streams.</param>
    /// <param name="gopMs">Divides the segment.</param>
    /// <param name="durationMs">Of the picture.</param>
    /// <param name="renditions">How many are made.</param>
    /// <param name="encoderSlots">Encoders that run at once.</param>
    /// <param name="express">Short chunks, whatever they cost.</param>
    public static long Resolve(
        long requestedMs, long segmentMs, long gopMs, long durationMs, int renditions, int encoderSlots, bool express)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(requestedMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segmentMs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gopMs);
        return requestedMs > 0
            ? CeilingDivide(requestedMs, gopMs) * gopMs
            : AutomaticSegments(segmentMs, durationMs, renditions, encoderSlots, express) * segmentMs;
    }

    private static long AutomaticSegments(long segmentMs, long durationMs, int renditions, int encoderSlots, bool express)
    {
        var fewest = CeilingDivide(ShortestMs, segmentMs);
        var usual = ((express ? ExpressMs : UsualMs) + (segmentMs / 2)) / segmentMs;
        var segments = Math.Max(fewest, usual);
        while (segments > fewest && TooFewChunks(segments * segmentMs, durationMs, renditions, encoderSlots))
        {
            segments--;
        }

        return segments;
    }

    // Two rounds of work for every encoder even out pieces that take longer than others.
    private static bool TooFewChunks(long chunkMs, long durationMs, int renditions, int encoderSlots) =>
        CeilingDivide(durationMs, chunkMs) * renditions < 2L * encoderSlots;

    private static long CeilingDivide(long value, long divisor) => (value + divisor - 1) / divisor;
}

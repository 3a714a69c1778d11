namespace Rushes.Inspection.Pictures;

/// <summary>What the usual difference from frame to frame is at a place.</summary>
internal static class MotionNearBy
{
    private const int Reach = 5;

    /// <summary>The median of those beside a frame, its own not among them; of fewer than four there is none.</summary>
    public static float? Median(ReadOnlySpan<byte> differences, int frame)
    {
        Span<byte> near = stackalloc byte[2 * Reach];
        var count = 0;
        for (var other = Math.Max(1, frame - Reach); other < Math.Min(differences.Length, frame + Reach + 1); other++)
        {
            if (other != frame)
            {
                near[count++] = differences[other];
            }
        }

        near[..count].Sort();
        return count >= 4 ? (near[(count - 1) / 2] + near[count / 2]) / 2f : null;
    }
}

namespace Rushes.Inspection.Pictures;

/// <summary>What the usual step from frame to frame is at a place.</summary>
internal static class MotionNearBy
{
    private const int Reach = 5;

    /// <summary>The median of the steps beside a run of frames, its own not among them; of fewer than four there is none.</summary>
    public static float? Median(ReadOnlySpan<ushort> steps, FrameRun run)
    {
        Span<ushort> near = stackalloc ushort[2 * Reach];
        var count = 0;
        for (var distance = 1; distance <= Reach; distance++)
        {
            if (run.From - distance >= 1)
            {
                near[count++] = steps[run.From - distance];
            }

            if (run.To + distance - 1 < steps.Length)
            {
                near[count++] = steps[run.To + distance - 1];
            }
        }

        near[..count].Sort();
        return count >= 4 ? (near[(count - 1) / 2] + near[count / 2]) / 2f : null;
    }
}

namespace Rushes.Inspection.Pictures;

/// <summary>Frames one behind the other, half-open.</summary>
internal readonly record struct FrameRun(int From, int To)
{
    public int Length => To - From;

    /// <summary>The longest runs of frames of which something is true, in order.</summary>
    public static IEnumerable<FrameRun> Where(int count, Func<int, bool> holds, int atLeast = 1)
    {
        var start = -1;
        for (var frame = 0; frame <= count; frame++)
        {
            var inside = frame < count && holds(frame);
            if (inside && start < 0)
            {
                start = frame;
            }
            else if (!inside && start >= 0)
            {
                if (frame - start >= atLeast)
                {
                    yield return new(start, frame);
                }

                start = -1;
            }
        }
    }

    public bool Overlaps(FrameRun other) => From < other.To && other.From < To;
}

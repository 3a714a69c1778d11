namespace Rushes.Media.Indexing;

/// <summary>Checks of lists that say where ranges of frames start.</summary>
internal static class FrameRanges
{
    public static void ThrowIfNotAscending(IReadOnlyList<int> starts, int count, string name)
    {
        if (starts.Count == 0 || starts[0] != 0)
        {
            throw new ArgumentException("The first range starts at frame 0.", name);
        }

        for (var i = 1; i <= starts.Count; i++)
        {
            var end = i < starts.Count ? starts[i] : count;
            if (end <= starts[i - 1] || end > count)
            {
                throw new ArgumentException($"Range {i - 1} goes from frame {starts[i - 1]} to {end} of {count}.", name);
            }
        }
    }
}

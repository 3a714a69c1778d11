namespace Rushes.Media.Isobmff;

/// <summary>The samples of a file as they are found, each checked against the end of the file.</summary>
internal sealed class SampleList(long fileLength)
{
    // A chunk holds minutes; a day of video at 120 frames a second is under eleven million.
    public const int MaximumCount = 16_000_000;

    private readonly List<FragmentedSample> _samples = [];

    public void Add(BoxReader run, ref SampleCursor cursor, uint size, uint duration, long composition, bool isKey)
    {
        if (size is 0 or > int.MaxValue || cursor.Offset < 0 || cursor.Offset > fileLength - size)
        {
            throw run.Malformed($"sample {_samples.Count} of {size} bytes at {cursor.Offset} is empty or goes beyond the end");
        }

        if (_samples.Count == MaximumCount || cursor.DecodeTime > long.MaxValue / 2)
        {
            throw run.Malformed("too many samples, or too long");
        }

        _samples.Add(new FragmentedSample(cursor.Offset, (int)size, cursor.DecodeTime, cursor.DecodeTime + composition, duration, isKey));
        cursor.Offset += size;
        cursor.DecodeTime += duration;
    }

    public FragmentedSample[] ToArray() => [.. _samples];
}

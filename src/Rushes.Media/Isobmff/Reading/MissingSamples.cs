namespace Rushes.Media.Isobmff.Reading;

/// <summary>How many samples lie outside their file, found by the places in which samples lie and not one by one.</summary>
internal static class MissingSamples
{
    /// <returns>How many, and the first of them.</returns>
    public static (long Count, long First) Find(SampleColumns columns, MediaExtent extent)
    {
        var (count, first, near) = (0L, 0L, 0);
        for (var step = 0; step < columns.Places.StepCount; step++)
        {
            var (from, to) = (columns.Places.First(step), columns.Places.First(step + 1));
            var missingFrom = FirstMissing(columns, extent, columns.Places[step], from, to, ref near);
            if (count == 0)
            {
                first = missingFrom;
            }

            count += to - missingFrom;
        }

        return (count, first);
    }

    // Samples of one place follow one another, so that behind the first that is missing none is there, unless they start before the file.
    private static long FirstMissing(SampleColumns columns, MediaExtent extent, SamplePlace place, long from, long to, ref int near)
    {
        var (low, high) = (from, to);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (size, before) = columns.Sizes.At(middle, ref near);
            (low, high) = extent.Holds(place.Shift + before, size, place.Entry) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

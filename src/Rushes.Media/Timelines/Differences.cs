using Google.Protobuf.Collections;

namespace Rushes.Media.Timelines;

/// <summary>Times as they are stored: the first as it is, then how far each is from the one before.</summary>
internal static class Differences
{
    public static void Add(RepeatedField<long> field, ReadOnlySpan<long> values)
    {
        field.Capacity = values.Length;
        var previous = 0L;
        foreach (var value in values)
        {
            // Wraps for values far apart and wraps back on reading.
            field.Add(unchecked(value - previous));
            previous = value;
        }
    }

    public static long[] Sum(RepeatedField<long> differences)
    {
        var values = new long[differences.Count];
        var sum = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = sum = unchecked(sum + differences[i]);
        }

        return values;
    }
}

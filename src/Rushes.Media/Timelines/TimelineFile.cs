using Google.Protobuf.Collections;
using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>The stored form of a timeline.</summary>
internal static class TimelineFile
{
    public static void Write(Timeline timeline, Stream stream)
    {
        var message = new Wire.Timeline
        {
            TimeBaseNumerator = timeline.SourceTimeBase.Numerator,
            TimeBaseDenominator = timeline.SourceTimeBase.Denominator,
            LastDuration = timeline.LastSourceDuration,
            Complete = true,
        };
        AddDifferences(message.SourceTimes, timeline.SourceTimes);
        if (!timeline.ShowsSourceTimes)
        {
            AddDifferences(message.ShownTimes, timeline.ShownTimes);
        }

        AddDifferences(message.SeekPoints, timeline.SeekPoints.ToArray());
        AddDifferences(message.Pictures, Array.ConvertAll(timeline.Pictures.ToArray(), picture => (long)picture));
        TaggedMessage.Write(stream, "RTL1"u8, message);
    }

    public static Timeline Read(Stream stream)
    {
        var message = TaggedMessage.Read(stream, "RTL1"u8, Wire.Timeline.Parser);
        if (!message.Complete)
        {
            throw new MediaFormatException("timeline: ends too early", TaggedMessage.MagicSize);
        }

        try
        {
            var timeBase = new Rational(message.TimeBaseNumerator, message.TimeBaseDenominator);
            var (sourceTimes, seekPoints) = (Sum(message.SourceTimes), Sum(message.SeekPoints));
            var shownTimes = message.ShownTimes.Count == 0 ? sourceTimes : Sum(message.ShownTimes);
            return message.Pictures.Count == 0
                ? Timeline.FromMended(timeBase, sourceTimes, shownTimes, message.LastDuration, seekPoints)
                : Timeline.FromSome(
                    timeBase, sourceTimes, shownTimes, message.LastDuration, seekPoints,
                    Array.ConvertAll(Sum(message.Pictures), picture => checked((int)picture)));
        }
        catch (Exception refused) when (refused is ArgumentException or OverflowException)
        {
            throw new MediaFormatException($"timeline: {refused.Message}", TaggedMessage.MagicSize, refused);
        }
    }

    private static void AddDifferences(RepeatedField<long> field, ReadOnlySpan<long> values)
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

    private static long[] Sum(RepeatedField<long> differences)
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

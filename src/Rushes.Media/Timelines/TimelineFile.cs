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
        Differences.Add(message.SourceTimes, timeline.SourceTimes);
        if (!timeline.ShowsSourceTimes)
        {
            Differences.Add(message.ShownTimes, timeline.ShownTimes);
        }

        Differences.Add(message.SeekPoints, timeline.SeekPoints.ToArray());
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
            var (sourceTimes, seekPoints) = (Differences.Sum(message.SourceTimes), Differences.Sum(message.SeekPoints));
            return message.ShownTimes.Count == 0
                ? Timeline.FromSource(timeBase, sourceTimes.AsSpan(), message.LastDuration, seekPoints)
                : Timeline.FromMended(timeBase, sourceTimes, Differences.Sum(message.ShownTimes), message.LastDuration, seekPoints);
        }
        catch (Exception refused) when (refused is ArgumentException or OverflowException)
        {
            throw new MediaFormatException($"timeline: {refused.Message}", TaggedMessage.MagicSize, refused);
        }
    }
}

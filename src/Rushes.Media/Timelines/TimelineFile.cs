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
        Differences.Add(message.SourceTimes, timeline.SourceTimes);
        if (!timeline.ShowsSourceTimes)
        {
            Differences.Add(message.ShownTimes, timeline.ShownTimes);
        }

        Differences.Add(message.SeekPoints, timeline.SeekPoints.ToArray());
        Differences.Add(message.Pictures, Array.ConvertAll(timeline.Pictures.ToArray(), picture => (long)picture));
        Differences.Add(message.Cuts, [.. timeline.Cuts]);
        TaggedMessage.Write(stream, "RTL1"u8, message);
    }

    public static Timeline Read(Stream stream)
    {
        var message = TaggedMessage.Read(stream, "RTL1"u8, Wire.Timeline.Parser);
        return TaggedMessage.Build("timeline", message.Complete, () => Of(message));
    }

    private static Timeline Of(Wire.Timeline message)
    {
        var timeBase = new Rational(message.TimeBaseNumerator, message.TimeBaseDenominator);
        var (sourceTimes, seekPoints) = (Differences.Sum(message.SourceTimes), Differences.Sum(message.SeekPoints));
        var shownTimes = message.ShownTimes.Count == 0 ? sourceTimes : Differences.Sum(message.ShownTimes);
        var timeline = message.Pictures.Count == 0
            ? Timeline.FromMended(timeBase, sourceTimes, shownTimes, message.LastDuration, seekPoints)
            : Timeline.FromSome(timeBase, sourceTimes, shownTimes, message.LastDuration, seekPoints, Frames(message.Pictures));
        return timeline.WithCuts(Frames(message.Cuts));
    }

    private static int[] Frames(RepeatedField<long> differences) => Array.ConvertAll(Differences.Sum(differences), frame => checked((int)frame));
}

using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timelines;

public sealed class SegmentPlanTests
{
    [Theory]
    [InlineData(6000, 2000)]
    [InlineData(4000, 2000)]
    [InlineData(5000, 1250)]
    [InlineData(3000, 1500)]
    [InlineData(1500, 1500)]
    [InlineData(3001, 1)]
    public void GopFor_Segment_IsItsLargestDivisorUpToTwoSeconds(long segmentMs, long expected) =>
        Assert.Equal(expected, SegmentPlan.GopFor(segmentMs));

    [Fact]
    public void KeyFrames_At23976_FollowTimeNotCounts()
    {
        var times = Enumerable.Range(0, 200).Select(i => (long)i).ToArray();
        var plan = new SegmentPlan(Timeline.FromSource(new Rational(1001, 24000), times, 1, []), 4000);
        Assert.Equal([0, 48, 96, 144], plan.KeyFrames);
        Assert.Equal([0, 96], plan.SegmentStarts);
        Assert.Equal([0, 144], plan.ChunkStarts(4001));
        Assert.Equal(plan.KeyFrames, plan.ChunkStarts(1));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(74, 1)]
    [InlineData(75, 2)]
    [InlineData(124, 2)]
    [InlineData(125, 3)]
    public void KeyFrames_RestOfLessThanHalfAGop_BelongsToTheOneBefore(int frames, int expected)
    {
        var timeline = Timeline.FromSource(new Rational(1, 25), [.. Enumerable.Range(0, frames).Select(frame => (long)frame)], 1, []);

        Assert.Equal(expected, new SegmentPlan(timeline, 2000).KeyFrames.Count);
    }

    [Fact]
    public void SegmentStarts_OverAGapOfYears_AreFoundAtOnce()
    {
        var timeline = Timeline.FromSource(new Rational(1, 1000), (long[])[0, 1L << 50, (1L << 50) + 1], 2000, []);
        Assert.Equal([0, 1], new SegmentPlan(timeline, 2000).SegmentStarts);
    }

    [Fact]
    public void Plan_OfAnyTimeline_PutsEveryBorderOnAKeyFrameAtOrAfterItsMultiple()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var timeline = RandomTimelines.Create(seed);
            var plan = new SegmentPlan(timeline, new Random(seed).Next(100, 7000));
            Assert.Equal(plan.SegmentStarts, Expected(timeline, plan.SegmentMs, plan.GopMs));
            Assert.Equal(plan.KeyFrames, Expected(timeline, plan.GopMs, plan.GopMs));
            Assert.Subset(plan.KeyFrames.ToHashSet(), plan.SegmentStarts.ToHashSet());
            Assert.Subset(plan.SegmentStarts.ToHashSet(), plan.ChunkStarts(3 * plan.SegmentMs).ToHashSet());
        }
    }

    // By the definition, one multiple after the other.
    private static List<int> Expected(Timeline timeline, long everyMs, long gopMs)
    {
        var starts = new List<int>();
        for (var border = Rational.Zero; ; border += Rational.FromMilliseconds(everyMs))
        {
            var frame = timeline.FirstFrameAtOrAfter(border);
            if (frame == timeline.Count || (starts.Count > 0 && IsRest(timeline, frame, gopMs)))
            {
                return starts;
            }

            if (!starts.Contains(frame))
            {
                starts.Add(frame);
            }
        }
    }

    private static bool IsRest(Timeline timeline, int frame, long gopMs) =>
        new Rational(timeline.TotalDuration - timeline.PresentationTime(frame), timeline.Timescale) < Rational.FromMilliseconds(gopMs) / 2;

    [Fact]
    public void ChunkStarts_WhereTheSourceRepeatsATime_GoToTheNextFrameThatCanBeCut()
    {
        long[] source = [0, 1000, 1000, 3000, 4000];
        var timeline = Timeline.FromMended(new Rational(1, 1000), source, (long[])[0, 1000, 2000, 3000, 4000], 1000, []);
        Assert.Equal([0, 3, 4], new SegmentPlan(timeline, 2000).KeyFrames);
    }
}

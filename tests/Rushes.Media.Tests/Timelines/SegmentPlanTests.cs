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

    [Fact]
    public void KeyFrames_AlignedToShots_AreCountedFromCutsAndLeaveNoShortGop()
    {
        var timeline = At25(500).WithCuts([20, 130, 195, 200, 490]);
        var plan = new SegmentPlan(timeline, 6000, shotAligned: true);

        // 20 and 490 would leave less than half a GOP before or behind them, and so would 200; so would a multiple at 180 before 195.
        Assert.Equal([0, 130, 195], plan.ShotStarts);
        Assert.Equal([0, 50, 100, 130, 195, 245, 295, 345, 395, 445], plan.KeyFrames);
        Assert.Equal([0, 195, 345], plan.SegmentStarts);
    }

    [Fact]
    public void ChunkStarts_AlignedToShots_GoToTheCutThatIsNear()
    {
        var plan = new SegmentPlan(At25(2000).WithCuts([230, 700, 1260]), 2000, shotAligned: true);

        // 10 s are 250 frames: 230 is near the first multiple, 700 is not near 500 but near 750, 1260 is near 1250.
        Assert.Equal([0, 230, 530, 700, 1000, 1260, 1510, 1760], plan.ChunkStarts(10_000));
    }

    [Fact]
    public void Plan_OfAnyCuts_PutsEveryBorderOnAKeyFrameAndKeepsGopsInBounds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var timeline = At25(random.Next(300, 3000));
            timeline = timeline.WithCuts(Enumerable.Range(1, timeline.Count - 1).Where(_ => random.Next(60) == 0));
            var plan = new SegmentPlan(timeline, 6000, shotAligned: true);
            var chunks = plan.ChunkStarts(10_000);
            var gops = plan.KeyFrames.Append(timeline.Count).Zip(plan.KeyFrames.Skip(1).Append(timeline.Count), (from, to) => to - from).SkipLast(1).ToArray();

            Assert.All(gops, frames => Assert.InRange(frames, 25, 75));
            Assert.Subset(plan.KeyFrames.ToHashSet(), chunks.ToHashSet());
            Assert.Subset(plan.KeyFrames.ToHashSet(), plan.SegmentStarts.ToHashSet());
            Assert.Subset(plan.KeyFrames.ToHashSet(), plan.ShotStarts.ToHashSet());
            Assert.Equal(chunks.Order().Distinct(), chunks);
            Assert.Equal(0, chunks[0]);
        }
    }

    [Fact]
    public void Plan_WithoutShotAlignment_IgnoresCuts()
    {
        var timeline = At25(500);
        Assert.Equal(new SegmentPlan(timeline, 6000).KeyFrames, new SegmentPlan(timeline.WithCuts([130, 195]), 6000).KeyFrames);
    }

    private static Timeline At25(int frames) =>
        Timeline.FromSource(new Rational(1, 25), [.. Enumerable.Range(0, frames).Select(frame => (long)frame)], 1, []);
}

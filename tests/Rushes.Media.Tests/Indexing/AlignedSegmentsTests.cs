using Rushes.Media.Indexing;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Indexing;

public sealed class AlignedSegmentsTests
{
    [Theory]
    [InlineData(24, 1, 48, 6000)]
    [InlineData(30000, 1001, 60, 4000)]
    [InlineData(25, 1, 50, 2000)]
    public void Starts_OfVideosMadeByThePlan_AreThePlansOwn(uint timescale, long step, int gop, long segmentMs)
    {
        var timeline = Timeline.FromSource(new Rational(step, timescale), [.. Enumerable.Range(0, 1000).Select(i => (long)i)], 1, [0]);
        var plan = new SegmentPlan(timeline, segmentMs);
        var video = Indexes.Video(1000, timescale, step, gop, 1000, _ => 9);
        var expected = plan.SegmentStarts.Select(start => ((start + gop - 1) / gop) * gop).Where(start => start < 1000).Distinct();

        Assert.Equal(expected, AlignedSegments.Starts([video], segmentMs)[0]);
    }

    [Fact]
    public void Starts_OfVideosWithDifferentGops_AreKeyFramesOfAll()
    {
        var starts = AlignedSegments.Starts([Indexes.Video(600, 25, 1, 50, 600, _ => 9), Indexes.Video(600, 25, 1, 75, 600, _ => 9)], 2000);

        // Both have a key frame each six seconds.
        Assert.Equal([0, 150, 300, 450], starts[0]);
        Assert.Equal(starts[0], starts[1]);
    }

    [Fact]
    public void Starts_OfClocksThatRoundDifferently_AreTheSameFrames()
    {
        var exact = Indexes.Video(480, 24000, 1001, 48, 480, _ => 9);
        var rounded = Indexes.Video(480, 90000, 3754, 48, 480, _ => 9);

        var starts = AlignedSegments.Starts([exact, rounded], 4000);

        Assert.Equal([0, 96, 192, 288, 384], starts[0]);
        Assert.Equal(starts[0], starts[1]);
    }

    [Fact]
    public void Starts_OfOneRateAndHalfOfIt_AreTheSameInstants()
    {
        var starts = AlignedSegments.Starts([Indexes.Video(600, 60, 1, 120, 600, _ => 9), Indexes.Video(300, 30, 1, 60, 300, _ => 9)], 4000);

        Assert.Equal([0, 240, 480], starts[0]);
        Assert.Equal([0, 120, 240], starts[1]);
    }
}

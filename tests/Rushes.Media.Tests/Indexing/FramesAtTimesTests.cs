using Rushes.Media.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Indexing;

public sealed class FramesAtTimesTests
{
    // 24 frames a second in GOPs of 24, two in a chunk; in a GOP I P B P B …
    private static readonly FrameIndex Picture = Indexes.Video(240, 24, 1, 24, 48, i => 100 + i);

    [Fact]
    public void Of_OneTime_IsTheGopUntilItsFrame()
    {
        var frames = Assert.Single(FramesAtTimes.Of(Picture, [new Rational(53, 24)])).Frames;
        Assert.Equal([48, 50, 49, 52, 51, 54, 53], Shown(frames));
        Assert.True(frames.IsKey(0));
        Assert.Equal(Enumerable.Range(148, 7), Enumerable.Range(0, 7).Select(frames.Size));
    }

    [Fact]
    public void Of_TimesFarApart_LeavesOutWhatIsBetween()
    {
        var gops = FramesAtTimes.Of(Picture, [0, 3, 5, 5]).ToArray();
        Assert.Equal([1, 1, 2], gops.Select(gop => gop.Count));
        Assert.Equal([[0], [72], [120]], gops.Select(gop => Shown(gop.Frames)));
        Assert.Equal([Picture.Offset(0), Picture.Offset(72), Picture.Offset(120)], gops.Select(gop => gop.Frames.Offset(0)));
        Assert.Equal(["chunks/0.mp4", "chunks/48.mp4", "chunks/96.mp4"], gops.Select(gop => Assert.Single(gop.Frames.Chunks).Uri));
        Assert.All(gops, gop => Assert.Equal(0, gop.Frames.DecodeDelay));
    }

    [Fact]
    public void Of_TimesInOneGop_DecodesItOnce() =>
        Assert.Equal([0, 2, 1, 4, 3, 6, 5], Shown(Assert.Single(FramesAtTimes.Of(Picture, [new Rational(1, 24), new Rational(1, 8), new Rational(5, 24)])).Frames));

    [Theory]
    [InlineData(1, 25, 0)] // Between two frames: the one before.
    [InlineData(1000, 1, 239)]
    public void Of_ATimeWithoutAFrameOfItsOwn_TakesTheLastBefore(int numerator, int denominator, int expected) =>
        Assert.Equal(expected, Shown(Assert.Single(FramesAtTimes.Of(Picture, [new Rational(numerator, denominator)])).Frames)[^1]);

    [Fact]
    public void Of_APictureThatStartsLate_TakesItsFirstFrame()
    {
        var late = Assert.Single(FramesAtTimes.Of(Picture, [new Rational(100, 24)])).Frames;
        Assert.Equal([96], Shown(Assert.Single(FramesAtTimes.Of(late, [0])).Frames));
    }

    [Fact]
    public void Of_OpenGops_StartsAtTheLastKeyFrameWithoutWhatLeadsIt()
    {
        var gops = FramesAtTimes.Of(Indexes.OpenGops(241, 24, 12), [5, new Rational(125, 24), 6, new Rational(155, 24)]).ToArray();
        Assert.Equal([[120, 123, 122, 121, 126, 125], [144, 147, 146, 145, 150, 149, 148, 153, 152, 151, 156, 155]], [Shown(gops[0].Frames), Shown(gops[1].Frames)]);
        Assert.Equal([2, 2], gops.Select(gop => gop.Count));
    }

    private static long[] Shown(FrameIndex frames) => [.. Enumerable.Range(0, frames.Count).Select(frames.PresentationTime)];
}

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
        var frames = FramesAtTimes.Of(Picture, [new Rational(53, 24)]);
        Assert.Equal([48, 50, 49, 52, 51, 54, 53], Shown(frames));
        Assert.True(frames.IsKey(0));
        Assert.Equal(Enumerable.Range(148, 7), Enumerable.Range(0, 7).Select(frames.Size));
    }

    [Fact]
    public void Of_TimesFarApart_LeavesOutWhatIsBetween()
    {
        var frames = FramesAtTimes.Of(Picture, [0, 3, 5, 5]);
        Assert.Equal([0, 72, 120], Shown(frames));
        Assert.Equal([Picture.Offset(0), Picture.Offset(72), Picture.Offset(120)], Enumerable.Range(0, 3).Select(frames.Offset));
        Assert.Equal(["chunks/0.mp4", "chunks/48.mp4", "chunks/96.mp4"], frames.Chunks.Select(chunk => chunk.Uri));
        Assert.Equal(0, frames.DecodeDelay);
    }

    [Fact]
    public void Of_TimesInOneGop_DecodesItOnce() =>
        Assert.Equal([0, 2, 1, 4, 3, 6, 5], Shown(FramesAtTimes.Of(Picture, [new Rational(1, 24), new Rational(1, 8), new Rational(5, 24)])));

    [Theory]
    [InlineData(1, 25, 0)] // Between two frames: the one before.
    [InlineData(1000, 1, 239)]
    public void Of_ATimeWithoutAFrameOfItsOwn_TakesTheLastBefore(int numerator, int denominator, int expected) =>
        Assert.Equal(expected, Shown(FramesAtTimes.Of(Picture, [new Rational(numerator, denominator)]))[^1]);

    [Fact]
    public void Of_APictureThatStartsLate_TakesItsFirstFrame()
    {
        var late = FramesAtTimes.Of(Picture, [new Rational(100, 24)]);
        Assert.Equal([96], Shown(FramesAtTimes.Of(late, [0])));
    }

    private static long[] Shown(FrameIndex frames) => [.. Enumerable.Range(0, frames.Count).Select(frames.PresentationTime)];
}

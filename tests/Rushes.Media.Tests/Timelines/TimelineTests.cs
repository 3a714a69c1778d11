using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timelines;

public sealed class TimelineTests
{
    [Fact]
    public void FromMended_SourceThatRepeatsATime_KeepsBothClocksWhenStoredAndSliced()
    {
        var timeline = Timeline.FromMended(new Rational(1, 25), (long[])[5, 6, 6, 8], (long[])[5, 6, 7, 8], 1, [5]);
        using var stored = new MemoryStream();
        timeline.WriteTo(stored);
        stored.Position = 0;
        var slice = Timeline.ReadFrom(stored).Slice(1, 4);
        Assert.Equal([6L, 6, 8], Enumerable.Range(0, 3).Select(slice.SourceTime));
        Assert.Equal([0L, 1, 2], Enumerable.Range(0, 3).Select(slice.PresentationTime));
        Assert.Equal([true, false, true], Enumerable.Range(0, 3).Select(slice.CanStartAt));
    }

    [Fact]
    public void FromMended_ShownTimesThatDoNotRise_AreRefused() =>
        Assert.Throws<ArgumentException>(() => Timeline.FromMended(new Rational(1, 25), (long[])[5, 6], (long[])[6, 6], 1, []));

    [Fact]
    public void FromSource_OfNtscVideo_CountsWholeTicks()
    {
        var timeline = Timeline.FromSource(new Rational(1001, 30000), (long[])[10, 11, 13], 2, [10]);
        Assert.Equal(30000u, timeline.Timescale);
        Assert.Equal([0L, 1001, 3003], Enumerable.Range(0, 3).Select(timeline.PresentationTime));
        Assert.Equal([1001L, 2002, 2002], Enumerable.Range(0, 3).Select(timeline.Duration));
        Assert.Equal(5005, timeline.TotalDuration);
        Assert.Equal(13, timeline.SourceTime(2));
    }

    [Theory]
    [InlineData(new long[] { }, 1)]
    [InlineData(new long[] { 1, 1 }, 1)]
    [InlineData(new long[] { 2, 1 }, 1)]
    [InlineData(new long[] { 0 }, 0)]
    [InlineData(new long[] { long.MinValue, long.MaxValue }, 1)]
    public void FromSource_OfImpossibleTimes_Throws(long[] times, long lastDuration) =>
        Assert.Throws<ArgumentException>(() => Timeline.FromSource(new Rational(1, 1000), times, lastDuration, []));

    [Theory]
    [InlineData(-1, 1000)]
    [InlineData(1, 1L << 33)]
    public void FromSource_OfImpossibleTimeBase_Throws(long numerator, long denominator) =>
        Assert.Throws<ArgumentException>(() => Timeline.FromSource(new Rational(numerator, denominator), (long[])[0], 1, []));

    [Fact]
    public void FirstFrameAtOrAfter_IsExactAtTheBorder()
    {
        var timeline = Timeline.FromSource(new Rational(1, 3), (long[])[0, 1, 2, 3], 1, []);
        Assert.Equal(1, timeline.FirstFrameAtOrAfter(new Rational(1, 3)));
        Assert.Equal(2, timeline.FirstFrameAtOrAfter(new Rational(1, 3) + new Rational(1, long.MaxValue / 4)));
        Assert.Equal(0, timeline.FirstFrameAtOrAfter(new Rational(-5, 1)));
        Assert.Equal(4, timeline.FirstFrameAtOrAfter(new Rational(100, 1)));
    }

    [Fact]
    public void Slice_StartsAtZeroAndKeepsDurations()
    {
        var timeline = Timeline.FromSource(new Rational(1, 1000), (long[])[5, 10, 30, 70], 9, [5, 30]);
        var slice = timeline.Slice(1, 3);
        Assert.Equal((2, 10L, 0L), (slice.Count, slice.SourceTime(0), slice.PresentationTime(0)));
        Assert.Equal([20L, 40], Enumerable.Range(0, 2).Select(slice.Duration));
        Assert.Equal([5L, 30], slice.SeekPoints);
        Assert.Throws<ArgumentOutOfRangeException>(() => timeline.Slice(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => timeline.Slice(0, 5));
    }

    [Fact]
    public void ReadFrom_OfWhatWasWritten_IsTheSame()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var timeline = RandomTimelines.Create(seed);
            var read = Timeline.ReadFrom(new MemoryStream(Stored(timeline)));
            Assert.Equal(timeline.SourceTimeBase, read.SourceTimeBase);
            Assert.Equal(timeline.SeekPoints, read.SeekPoints);
            Assert.Equal(timeline.TotalDuration, read.TotalDuration);
            Assert.Equal(Enumerable.Range(0, timeline.Count).Select(timeline.SourceTime), Enumerable.Range(0, read.Count).Select(read.SourceTime));
            Assert.Equal(Stored(timeline), Stored(read));
        }
    }

    [Fact]
    public void WriteTo_OfTwoHoursAtSixtyFrames_IsSmall()
    {
        var times = Enumerable.Range(0, 432_000).Select(i => i * 1500L).ToArray();
        Assert.InRange(Stored(Timeline.FromSource(new Rational(1, 90000), times, 1500, [])).Length, 1, 1_000_000);
    }

    [Fact]
    public void ReadFrom_OfDamagedBytes_ThrowsMediaFormatOrReadsATimeline()
    {
        var stored = Stored(RandomTimelines.Create(3));
        var random = new Random(1);
        Assert.Throws<MediaFormatException>(() => Timeline.ReadFrom(new MemoryStream([])));
        Assert.Throws<MediaFormatException>(() => Timeline.ReadFrom(new MemoryStream("RFI1"u8.ToArray())));
        Assert.All(Enumerable.Range(0, stored.Length), length =>
            Assert.Throws<MediaFormatException>(() => Timeline.ReadFrom(new MemoryStream(stored[..length]))));
        for (var i = 0; i < 2000; i++)
        {
            var damaged = stored.ToArray();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _ = Record.Exception(() => Timeline.ReadFrom(new MemoryStream(damaged))) switch
            {
                null or MediaFormatException => 0,
                var other => throw other,
            };
        }
    }

    private static byte[] Stored(Timeline timeline)
    {
        using var stream = new MemoryStream();
        timeline.WriteTo(stream);
        return stream.ToArray();
    }
}

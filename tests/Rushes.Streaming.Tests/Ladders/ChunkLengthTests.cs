using Rushes.Media.Timelines;
using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Tests.Ladders;

public sealed class ChunkLengthTests
{
    private const long Hour = 3_600_000;

    [Theory]
    [InlineData(2 * Hour, 6_000, 5, 2, false, 180_000)]    // long: the usual three minutes
    [InlineData(2 * Hour, 7_000, 5, 2, false, 182_000)]    // nearest whole segments
    [InlineData(2 * Hour, 6_000, 5, 300, false, 60_000)]   // 600 pieces for 300 encoders
    [InlineData(30_000, 6_000, 5, 2, false, 180_000)]      // one chunk of five renditions is enough for two
    [InlineData(30_000, 6_000, 1, 2, false, 12_000)]       // shortened to the floor of 10 s in whole segments
    [InlineData(30_000, 4_000, 1, 2, false, 12_000)]
    [InlineData(40_000, 2_000, 2, 2, false, 38_000)]       // the longest that still makes two chunks
    [InlineData(1_000, 6_000, 1, 64, false, 12_000)]
    [InlineData(0, 6_000, 1, 2, false, 12_000)]
    [InlineData(2 * Hour, 6_000, 5, 2, true, 30_000)]
    [InlineData(2 * Hour, 60_000, 5, 2, true, 60_000)]     // never less than a segment
    public void Automatic_ByLengthAndSlots_WholeSegments(long durationMs, long segmentMs, int renditions, int slots, bool express, long expectedMs) =>
        Assert.Equal(expectedMs, ChunkLength.Resolve(0, segmentMs, SegmentPlan.GopFor(segmentMs), durationMs, renditions, slots, express));

    [Theory]
    [InlineData(30_000, 2_000, 30_000)]
    [InlineData(30_001, 2_000, 32_000)]
    [InlineData(1, 2_000, 2_000)]
    [InlineData(10_000, 1_500, 10_500)]
    public void Explicit_AnyLength_RoundedUpToWholeGops(long requestedMs, long gopMs, long expectedMs) =>
        Assert.Equal(expectedMs, ChunkLength.Resolve(requestedMs, 6_000, gopMs, Hour, 5, 2, express: false));

    [Theory]
    [InlineData(6_000, 2_000)]
    [InlineData(2_000, 2_000)]
    [InlineData(1_000, 1_000)]
    [InlineData(5_000, 1_250)]
    [InlineData(6_006, 1_001)]
    public void Gop_OfSegment_LargestDivisorUpToTwoSeconds(long segmentMs, long expectedMs) =>
        Assert.Equal(expectedMs, SegmentPlan.GopFor(segmentMs));
}

using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Media.Tests.Bitstreams.Levels;

public sealed class AvcLevelsTests
{
    private const int High = 100;

    [Theory]
    [InlineData(426, 240, 25, 400_000, 800_000, "2.1")]
    [InlineData(640, 360, 25, 800_000, 1_600_000, "3.0")]
    [InlineData(1280, 720, 25, 3_000_000, 6_000_000, "3.1")]
    [InlineData(1280, 720, 60, 3_000_000, 6_000_000, "3.2")]
    [InlineData(1920, 1080, 24, 6_000_000, 12_000_000, "4.0")]
    [InlineData(1920, 1080, 30, 40_000_000, 60_000_000, "4.1")]
    [InlineData(1920, 1080, 60, 6_000_000, 12_000_000, "4.2")]
    [InlineData(3840, 2160, 60, 0, 0, "5.2")]
    [InlineData(7680, 4320, 60, 0, 0, "6.1")]
    public void Lowest_KnownPictures_IsTheLevelOfTableA1(int width, int height, double rate, long maxrate, long buffer, string expected)
    {
        var demand = new StreamDemand
        {
            Width = width, Height = height, FramesPerSecond = rate, BitRate = maxrate, BufferBits = buffer, Pictures = 4,
        };

        Assert.Equal(expected, AvcLevels.OfProfile(High).Lowest(demand)?.Name);
    }

    [Fact]
    public void Lowest_VeryWidePicture_MindsTheLongestSide() =>
        // 99 macroblocks would do for level 1.0 by area; a side of 99 of them would not.
        Assert.NotEqual("1.0", AvcLevels.OfProfile(High).Lowest(new StreamDemand { Width = 99 * 16, Height = 16 })?.Name);

    [Fact]
    public void Lowest_NothingIsEnough_IsNone() =>
        Assert.Null(AvcLevels.OfProfile(High).Lowest(new StreamDemand { Width = 16_384, Height = 16_384, FramesPerSecond = 300 }));

    [Fact]
    public void Exceeded_SeveralLimits_AreAllNamed()
    {
        var demand = new StreamDemand { Width = 1920, Height = 1080, FramesPerSecond = 60, BitRate = 15_000_000, Pictures = 4 };

        var exceeded = AvcLevels.OfProfile(High).Find("3.0")!.Exceeded(demand);

        Assert.Equal(
            ["MaxMBPS", "MaxFS", "PicWidthInMbs", "MaxDpbMbs", "MaxBR"],
            exceeded.Select(limit => limit.Name));
    }
}

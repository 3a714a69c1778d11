using Rushes.Encoding.Recipes;

namespace Rushes.Encoding.Tests;

public sealed class AvcLevelTests
{
    [Theory]
    [InlineData(426, 240, 25, 400_000, 800_000, 1250, "2.1")]
    [InlineData(640, 360, 25, 800_000, 1_600_000, 1250, "3.0")]
    [InlineData(1280, 720, 25, 3_000_000, 6_000_000, 1250, "3.1")]
    [InlineData(1280, 720, 60, 3_000_000, 6_000_000, 1250, "3.2")]
    [InlineData(1920, 1080, 24, 6_000_000, 12_000_000, 1250, "4.0")]
    [InlineData(1920, 1080, 30, 40_000_000, 60_000_000, 1250, "4.1")]
    [InlineData(1920, 1080, 60, 6_000_000, 12_000_000, 1250, "4.2")]
    [InlineData(3840, 2160, 60, 0, 0, 1250, "5.2")]
    [InlineData(7680, 4320, 60, 0, 0, 1250, "6.1")]
    public void Lowest_KnownPictures_IsTheLevelOfTableA1(
        int width, int height, double rate, long maxrate, long buffer, int factor, string expected) =>
        Assert.Equal(expected, AvcLevel.Lowest(width, height, rate, maxrate, buffer, factor, references: 4));

    [Fact]
    public void Lowest_VeryWidePicture_MindsTheLongestSide() =>
        // 99 macroblocks would do for level 1.0 by area; a side of 99 of them would not.
        Assert.NotEqual("1.0", AvcLevel.Lowest(99 * 16, 16, 1, 0, 0, 1250, references: 1));

    [Fact]
    public void Lowest_NothingIsEnough_IsTheHighest() =>
        Assert.Equal("6.2", AvcLevel.Lowest(16_384, 16_384, 300, 0, 0, 1250, references: 16));
}

using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Judges of the tables: the levels that encoders choose when they are left alone.</summary>
public sealed class LowestLevelTests
{
    [Theory]
    [InlineData(176, 144, 15, 0, 0)]
    [InlineData(352, 288, 25, 0, 0)]
    [InlineData(640, 360, 30, 0, 0)]
    [InlineData(720, 576, 25, 2000, 4000)]
    [InlineData(1280, 720, 30, 0, 0)]
    [InlineData(1280, 720, 60, 18000, 18000)]
    [InlineData(1920, 1080, 24, 6000, 12000)]
    [InlineData(1920, 1080, 30, 30000, 40000)]
    [InlineData(1920, 1080, 60, 0, 0)]
    [InlineData(3840, 2160, 30, 0, 0)]
    public async Task Lowest_OfAvc_IsWhatX264Chooses(int width, int height, int rate, int maxrate, int buffer)
    {
        using var folder = new TemporaryFolder();
        var vbv = maxrate > 0 ? $" -maxrate {maxrate}k -bufsize {buffer}k" : "";
        var path = await GoodEncodesTests.EncodeAsync(folder, $"testsrc2=size={width}x{height}:rate={rate}:duration=0.2", $"-c:v libx264 -preset ultrafast -x264-params 8x8dct=1{vbv}");
        var configuration = AvcDecoderConfiguration.Parse((await Checked.IndexAsync(path)).Format.Configuration.Span);
        var set = AvcSequenceParameterSet.Parse(configuration.SequenceParameterSets[0].Span);
        var demand = new StreamDemand
        {
            Width = width, Height = height, FramesPerSecond = rate, BitRate = maxrate * 1000L, BufferBits = buffer * 1000L,
            Pictures = set.Usability!.MaxDecodedFrameBuffering ?? 0,
        };

        var lowest = AvcLevels.OfProfile(set.Profile).Lowest(demand);

        Assert.Equal(AvcLevels.OfProfile(set.Profile).Find(set.Profile, set.Level, set.Constraints)?.Name, lowest?.Name);
    }

    [Theory]
    [InlineData(352, 288, 25, 0, 0)]
    [InlineData(640, 360, 30, 0, 0)]
    [InlineData(1280, 720, 30, 4000, 8000)]
    [InlineData(1920, 1080, 25, 20000, 20000)]
    [InlineData(1920, 1080, 60, 0, 0)]
    [InlineData(3840, 2160, 30, 0, 0)]
    public async Task Lowest_OfHevc_IsWhatX265Chooses(int width, int height, int rate, int maxrate, int buffer)
    {
        using var folder = new TemporaryFolder();
        var vbv = maxrate > 0 ? $":vbv-maxrate={maxrate}:vbv-bufsize={buffer}" : "";
        var path = await GoodEncodesTests.EncodeAsync(folder, $"testsrc2=size={width}x{height}:rate={rate}:duration=0.2", $"-c:v libx265 -preset ultrafast -x265-params log-level=none{vbv}");
        var configuration = HevcDecoderConfiguration.Parse((await Checked.IndexAsync(path)).Format.Configuration.Span);
        var set = HevcSequenceParameterSet.Parse(configuration.UnitsOf(HevcNalUnitType.SequenceParameterSet).First().Span);
        var demand = new StreamDemand
        {
            Width = set.CodedWidth, Height = set.CodedHeight, FramesPerSecond = rate, BitRate = maxrate * 1000L, BufferBits = buffer * 1000L,
            Pictures = set.Buffering.MaxPictures,
        };

        var lowest = HevcLevels.Main.Lowest(demand)!;

        Assert.Equal((set.ProfileTierLevel.Level, set.ProfileTierLevel.HighTier), ((int)Math.Round(30 * double.Parse(lowest.Name, System.Globalization.CultureInfo.InvariantCulture)), lowest.Tier == LevelTier.High));
    }
}

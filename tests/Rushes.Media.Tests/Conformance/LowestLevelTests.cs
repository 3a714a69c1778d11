using System.Globalization;
using System.Text.RegularExpressions;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Bitstreams.Hevc;
using Rushes.Media.Bitstreams.Levels;
using Rushes.Media.Bitstreams.Mpeg2;

namespace Rushes.Media.Tests.Conformance;

/// <summary>Judges of the tables: the levels that encoders, and of VP9 FFmpeg's manifests, choose when they are left alone.</summary>
public sealed class LowestLevelTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

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

        Assert.Equal((set.ProfileTierLevel.Level, set.ProfileTierLevel.HighTier), ((int)Math.Round(30 * double.Parse(lowest.Name, CultureInfo.InvariantCulture)), lowest.Tier == LevelTier.High));
    }

    [Theory]
    [InlineData(300, "2.0")]
    [InlineData(301, null)] // fR; x265 opens no such encoder
    public void Lowest_OfHevc_EndsAtThreeHundredPicturesASecond(int rate, string? expected) =>
        Assert.Equal(expected, HevcLevels.Main.Lowest(new StreamDemand { Width = 128, Height = 96, FramesPerSecond = rate })?.Name);

    // Sizes and rates alone: libaom asks nothing of the bit rate here.
    [Theory]
    [InlineData(352, 288, 25)]
    [InlineData(640, 360, 30)]
    [InlineData(960, 540, 30)]
    [InlineData(1280, 720, 30)]
    [InlineData(1920, 1080, 30)]
    [InlineData(1920, 1080, 60)]
    [InlineData(3840, 2160, 30)]
    [InlineData(3840, 2160, 60)]
    public async Task Lowest_OfAv1_IsWhatLibaomChooses(int width, int height, int rate)
    {
        using var folder = new TemporaryFolder();
        var path = await GoodEncodesTests.EncodeAsync(folder, $"color=size={width}x{height}:rate={rate}:duration=0.1", "-c:v libaom-av1 -cpu-used 8 -crf 50 -usage realtime");
        var configuration = Av1DecoderConfiguration.Parse((await Checked.IndexAsync(path)).Format.Configuration.Span);

        var lowest = Av1Levels.OfProfile(0).Lowest(new StreamDemand { Width = width, Height = height, FramesPerSecond = rate });

        Assert.Equal(Av1Levels.NameOf(configuration.Level), lowest?.Name);
    }

    [Theory]
    [InlineData(176, 144, 15)]
    [InlineData(352, 288, 25)]
    [InlineData(640, 360, 30)]
    [InlineData(960, 540, 30)]
    [InlineData(1280, 720, 30)]
    [InlineData(1280, 720, 60)]
    [InlineData(1920, 1080, 30)]
    [InlineData(1920, 1080, 60)]
    [InlineData(3840, 2160, 30)]
    [InlineData(3840, 2160, 60)]
    public async Task Lowest_OfVp9_IsWhatFfmpegTellsManifests(int width, int height, int rate)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(
            ["-f", "lavfi", "-i", $"color=size={width}x{height}:rate={rate}:duration=0.1", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-crf", "50", "-b:v", "0", folder["film.mpd"]]);
        var level = Regex.Match(await File.ReadAllTextAsync(folder["film.mpd"], Token), @"codecs=""vp09\.00\.(?<major>\d)(?<minor>\d)\.08""").Groups;

        var lowest = Vp9Levels.All.Lowest(new StreamDemand { Width = width, Height = height, FramesPerSecond = rate });

        Assert.Equal($"{level["major"]}.{level["minor"]}", lowest?.Name);
    }

    // Low is never chosen.
    [Theory]
    [InlineData(720, 480, 29.97, "yuv420p")]
    [InlineData(720, 576, 25, "yuv420p")]
    [InlineData(1280, 720, 25, "yuv420p")]
    [InlineData(1440, 1080, 25, "yuv420p")]
    [InlineData(1920, 1080, 29.97, "yuv420p")]
    [InlineData(720, 576, 25, "yuv422p")]
    [InlineData(1920, 1080, 25, "yuv422p")]
    public async Task Lowest_OfMpeg2_IsWhatFfmpegChooses(int width, int height, double rate, string pixels)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        await FFmpeg.RunAsync(
            ["-f", "lavfi", "-i", $"color=size={width}x{height}:rate={(rate == 25 ? "25" : "ntsc")}:duration=0.1", "-c:v", "mpeg2video", "-pix_fmt", pixels, folder["film.m2v"]]);
        ReadOnlySpan<byte> stream = await File.ReadAllBytesAsync(folder["film.m2v"], Token), extension = [0, 0, 1, (byte)Mpeg2StartCode.Extension];
        var chosen = Mpeg2SequenceExtension.Parse(stream[(stream.IndexOf(extension) + 3)..]).ProfileAndLevel;
        var (profile, name) = chosen switch
        {
            0x48 => (4, "main"),
            0x46 => (4, "high-1440"),
            0x44 => (4, "high"),
            0x85 => (Mpeg2Levels.Yuv422Profile, "main"),
            0x82 => (Mpeg2Levels.Yuv422Profile, "high"),
            _ => throw new InvalidOperationException($"{chosen:x}"),
        };

        var lowest = Mpeg2Levels.OfProfile(profile).Lowest(new StreamDemand { Width = width, Height = height, FramesPerSecond = rate });

        Assert.Equal(name, lowest?.Name);
    }
}

using Rushes.Media.Bitstreams.Audio;

namespace Rushes.Media.Tests.Bitstreams.Audio;

/// <summary>Configurations as FFmpeg, Apple's encoder and others write them.</summary>
public sealed class SoundConfigurationTests
{
    [Theory]
    [InlineData("1190", 48000, 2, 1024, "mp4a.40.2")]
    [InlineData("1210", 44100, 2, 1024, "mp4a.40.2")]
    [InlineData("11B0", 48000, 6, 1024, "mp4a.40.2")]
    [InlineData("11B8", 48000, 8, 1024, "mp4a.40.2")]
    [InlineData("1188", 48000, 1, 1024, "mp4a.40.2")]
    [InlineData("1194", 48000, 2, 960, "mp4a.40.2")]
    [InlineData("17805DC090", 48001, 2, 1024, "mp4a.40.2")]
    [InlineData("118004C84100010880", 48000, 6, 1024, "mp4a.40.2")]
    [InlineData("2B920800", 44100, 2, 2048, "mp4a.40.5")]
    [InlineData("139056E5A0", 44100, 2, 2048, "mp4a.40.5")]
    [InlineData("139056E500", 22050, 2, 1024, "mp4a.40.2")]
    [InlineData("EB8A0800", 44100, 2, 2048, "mp4a.40.29")]
    [InlineData("138856E5A54880", 44100, 2, 2048, "mp4a.40.29")]
    [InlineData("F94824211CC0185000200097084730B0", 44100, 1, 1024, "mp4a.40.42")]
    public void Aac_InEveryForm_Reads(string hex, int sampleRate, int channels, int samples, string codecs)
    {
        var read = AudioSpecificConfig.Parse(Convert.FromHexString(hex));
        Assert.Equal((sampleRate, channels, samples, codecs), (read.SampleRate, read.Channels, read.SamplesPerFrame, read.Codecs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("11")]
    [InlineData("1690")]
    [InlineData("11C8")]
    [InlineData("1180")]
    public void Aac_Malformed_Throws(string hex) =>
        Assert.Throws<MediaFormatException>(() => AudioSpecificConfig.Parse(Convert.FromHexString(hex)));

    [Fact]
    public void Aac_OfAnAdtsHeader_IsItsConfiguration()
    {
        var header = AdtsHeader.Parse(Convert.FromHexString("FFF15080277FFC"));
        Assert.Equal((7, 315, 1), (header.HeaderSize, header.FrameSize, header.Blocks));
        Assert.Equal("1210", Convert.ToHexString(AudioSpecificConfig.Build(header).Bytes.Span));
    }

    [Theory]
    [InlineData("103DE0", 48000, 6)]
    [InlineData("5011E0", 44100, 2)]
    public void Ac3_Reads(string hex, int sampleRate, int channels)
    {
        var read = Ac3Configuration.Parse(Convert.FromHexString(hex));
        Assert.Equal((sampleRate, channels, "ac-3"), (read.SampleRate, read.Channels, read.Codecs));
    }

    [Theory]
    [InlineData("BB80200F0000", 6000, 6, null)]
    [InlineData("0C00200F0202", 384, 8, null)]
    [InlineData("0C00200F000110", 384, 6, 16)]
    [InlineData("0600200F00010C", 192, 6, 12)]
    public void Eac3_WithAllItMayHave_Reads(string hex, int dataRate, int channels, int? objects)
    {
        var read = Eac3Configuration.Parse(Convert.FromHexString(hex));
        Assert.Equal((dataRate, channels, objects), (read.DataRate, read.Channels, read.ObjectComplexity));
        Assert.Equal((48000, "ec-3"), (read.SampleRate, read.Codecs));
    }

    [Fact]
    public void Eac3_BuiltOfSubstreams_ReadsAlike()
    {
        Eac3Substream[] substreams = [new(0, 16, false, 0, 7, true, 1, 2), new(0, 16, true, 2, 1, false, 0, 0)];
        var read = Eac3Configuration.Parse(Eac3Configuration.Build(640, substreams, 16).Bytes.Span);
        Assert.Equal(substreams, read.Substreams);
        Assert.Equal((640, 16, 8), (read.DataRate, read.ObjectComplexity, read.Channels));
    }

    [Fact]
    public void Opus_OfAnOpusHead_IsTheBoxOfIt()
    {
        var read = OpusConfiguration.FromOpusHead(Convert.FromHexString("4F707573486561640102380180BB0000000000"));
        Assert.Equal("000201380000BB80000000", Convert.ToHexString(read.Bytes.Span));
        Assert.Equal((2, 312, 48000u, 48000, "opus"), (read.Channels, read.PreSkip, read.InputSampleRate, read.SampleRate, read.Codecs));
    }

    [Fact]
    public void Flac_OfAStreamInfo_IsTheBoxOfIt()
    {
        const string StreamInfo = "120012000002F10004F30AC440F00000AC449BA95E857124355C11330D327EB66B24";
        var read = FlacConfiguration.FromStreamInfo(Convert.FromHexString(StreamInfo));
        Assert.Equal("0000000080000022" + StreamInfo, Convert.ToHexString(read.Bytes.Span));
        Assert.Equal((1, 44100, 16, "fLaC"), (read.Channels, read.SampleRate, read.BitDepth, read.Codecs));
    }
}

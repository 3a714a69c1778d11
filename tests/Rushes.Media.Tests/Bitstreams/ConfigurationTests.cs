using Rushes.Media.Bitstreams;

namespace Rushes.Media.Tests.Bitstreams;

public sealed class ConfigurationTests
{
    [Fact]
    public void AvcConfiguration_WithOneOfEachSet_Reads()
    {
        var configuration = AvcDecoderConfiguration.Parse([1, 100, 0, 31, 0xFF, 0xE1, 0, 2, 0x67, 1, 1, 0, 1, 0x68, 0xFD, 0xF8, 0xF8, 0]);
        Assert.Equal("avc1.64001f", configuration.Codecs);
        Assert.Equal(4, configuration.NalLengthSize);
        Assert.Equal([0x67, 1], configuration.SequenceParameterSets.Single());
        Assert.Equal([0x68], configuration.PictureParameterSets.Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0264001FFFE100")]
    [InlineData("0164001FFFE1FFFF67")]
    [InlineData("0164001FFEE100016701000168")]
    [InlineData("0164001FFFE000")]
    public void AvcConfiguration_Malformed_Throws(string hex) =>
        Assert.Throws<MediaFormatException>(() => AvcDecoderConfiguration.Parse(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("1190", 2, 48000, 2)]
    [InlineData("1210", 2, 44100, 2)]
    [InlineData("11B0", 2, 48000, 6)]
    [InlineData("11B8", 2, 48000, 8)]
    [InlineData("1188", 2, 48000, 1)]
    [InlineData("17805DC090", 2, 48001, 2)]
    [InlineData("118004C84100010880", 2, 48000, 6)]
    public void AudioConfiguration_InEveryForm_Reads(string hex, int objectType, int sampleRate, int channels)
    {
        var configuration = AudioSpecificConfig.Parse(Convert.FromHexString(hex));
        Assert.Equal((objectType, sampleRate, channels), (configuration.ObjectType, configuration.SampleRate, configuration.Channels));
        Assert.Equal("mp4a.40.2", configuration.Codecs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("11")]
    [InlineData("1690")]
    [InlineData("11C8")]
    [InlineData("1180")]
    public void AudioConfiguration_Malformed_Throws(string hex) =>
        Assert.Throws<MediaFormatException>(() => AudioSpecificConfig.Parse(Convert.FromHexString(hex)));
}

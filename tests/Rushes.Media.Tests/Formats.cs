using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Bitstreams.Avc;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests;

/// <summary>Formats of tracks made without files.</summary>
internal static class Formats
{
    public static TrackFormat Avc(byte[] configuration, int width, int height) => new()
    {
        Kind = TrackKind.Video,
        Codec = "avc",
        EntryType = "avc1",
        Codecs = AvcDecoderConfiguration.Parse(configuration).Codecs,
        Configuration = configuration,
        Width = width,
        Height = height,
    };

    public static TrackFormat Aac(byte[] configuration)
    {
        var parsed = AudioSpecificConfig.Parse(configuration);
        return new TrackFormat
        {
            Kind = TrackKind.Audio,
            Codec = "aac",
            EntryType = "mp4a",
            Codecs = parsed.Codecs,
            Configuration = configuration,
            SampleRate = parsed.SampleRate,
            Channels = parsed.Channels,
        };
    }

    /// <summary>Without a decoder's configuration: ProRes and the like.</summary>
    public static TrackFormat Plain(string codec, string entryType, int width, int height) => new()
    {
        Kind = TrackKind.Video,
        Codec = codec,
        EntryType = entryType,
        Codecs = entryType,
        Configuration = default,
        Width = width,
        Height = height,
    };

    public static TrackFormat Pcm(string codec, int sampleRate, int channels) => new()
    {
        Kind = TrackKind.Audio,
        Codec = codec,
        EntryType = "ipcm",
        Codecs = "ipcm",
        Configuration = default,
        SampleRate = sampleRate,
        Channels = channels,
    };
}

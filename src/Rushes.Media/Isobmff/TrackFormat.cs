using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Bitstreams.Avc;

namespace Rushes.Media.Isobmff;

/// <summary>How the samples of a track are coded: what a sample entry is rebuilt from.</summary>
public sealed record TrackFormat
{
    public required TrackKind Kind { get; init; }

    /// <summary>"avc" or "aac".</summary>
    public required string Codec { get; init; }

    /// <summary>RFC 6381: "avc1.64001f", "mp4a.40.2".</summary>
    public required string Codecs { get; init; }

    /// <summary>The content of <c>avcC</c>, or the AudioSpecificConfig.</summary>
    public required ReadOnlyMemory<byte> Configuration { get; init; }

    /// <summary>Luma samples; 0 for audio.</summary>
    public int Width { get; init; }

    /// <summary>Luma samples; 0 for audio.</summary>
    public int Height { get; init; }

    /// <summary>Hertz; 0 for video.</summary>
    public int SampleRate { get; init; }

    /// <summary>Speakers; 0 for video.</summary>
    public int Channels { get; init; }

    /// <param name="sampleEntry">A whole <c>avc1</c> or <c>mp4a</c> box.</param>
    /// <param name="kind">What the track's handler says.</param>
    /// <exception cref="MediaFormatException">It is another codec, or malformed.</exception>
    public static TrackFormat FromSampleEntry(TrackKind kind, ReadOnlySpan<byte> sampleEntry) => kind == TrackKind.Video
        ? OfVideo(VisualSampleEntry.Parse(sampleEntry))
        : OfAudio(AudioSampleEntry.Parse(sampleEntry).Configuration);

    public bool Equals(TrackFormat? other) =>
        other is not null
        && (Kind, Codec, Width, Height, SampleRate, Channels)
            == (other.Kind, other.Codec, other.Width, other.Height, other.SampleRate, other.Channels)
        && Configuration.Span.SequenceEqual(other.Configuration.Span);

    public override int GetHashCode() => HashCode.Combine(Kind, Codec, Width, Height, Configuration.Length);

    /// <summary>As stored: the configuration says everything but the size of the picture.</summary>
    internal static TrackFormat FromConfiguration(TrackKind kind, ReadOnlySpan<byte> configuration, int width, int height) =>
        kind == TrackKind.Video
            ? OfVideo(new VisualSampleEntry(width, height, AvcDecoderConfiguration.Parse(configuration)))
            : OfAudio(AudioSpecificConfig.Parse(configuration));

    private static TrackFormat OfVideo(VisualSampleEntry entry) => new()
    {
        Kind = TrackKind.Video,
        Codec = "avc",
        Codecs = entry.Configuration.Codecs,
        Configuration = entry.Configuration.Bytes,
        Width = entry.Width,
        Height = entry.Height,
    };

    private static TrackFormat OfAudio(AudioSpecificConfig configuration) => new()
    {
        Kind = TrackKind.Audio,
        Codec = "aac",
        Codecs = configuration.Codecs,
        Configuration = configuration.Bytes,
        SampleRate = configuration.SampleRate,
        Channels = configuration.Channels,
    };
}

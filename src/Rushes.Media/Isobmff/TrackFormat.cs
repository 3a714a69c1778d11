using System.Globalization;
using Rushes.Media.Bitstreams.Av1;
using Rushes.Media.Bitstreams.Vp9;
using Rushes.Media.Isobmff.SampleEntries;
using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary>How the samples of a track are coded: what a sample entry is rebuilt from.</summary>
public sealed record TrackFormat
{
    public required TrackKind Kind { get; init; }

    /// <summary>"avc", "hevc", "prores-hq", "aac", "pcm-s24le", …</summary>
    public required string Codec { get; init; }

    /// <summary>Four letters of the sample entry: "avc1".</summary>
    public required string EntryType { get; init; }

    /// <summary>RFC 6381: "avc1.64001f", "mp4a.40.2".</summary>
    public required string Codecs { get; init; }

    /// <summary>The content of <c>avcC</c> and the like, or the decoder's specific information of <c>esds</c>; empty where there is none.</summary>
    public required ReadOnlyMemory<byte> Configuration { get; init; }

    /// <summary>Luma samples; 0 for audio.</summary>
    public int Width { get; init; }

    /// <summary>Luma samples; 0 for audio.</summary>
    public int Height { get; init; }

    /// <summary>Hertz; 0 for video.</summary>
    public int SampleRate { get; init; }

    /// <summary>Speakers; 0 for video.</summary>
    public int Channels { get; init; }

    /// <summary>Of video.</summary>
    public PictureProperties Picture { get; init; } = PictureProperties.None;

    /// <summary>Of video as it is seen: square samples, upright.</summary>
    public (long Width, long Height) DisplaySize
    {
        get
        {
            var width = (PixelAspect * Width).CeilingTicks(1);
            return Picture.Rotation is 90 or 270 ? (Height, width) : (width, Height);
        }
    }

    /// <summary>Width of a sample to its height.</summary>
    internal Rational PixelAspect => Picture.PixelAspect is { Numerator: > 0 } aspect ? aspect : Rational.One;

    /// <summary>Boxes of the sample entry that say what the fields here do not: carried on as they are.</summary>
    public ReadOnlyMemory<byte> Extensions { get; init; }

    /// <summary>Bytes of uncompressed sound at one instant, all channels; 0 for all else.</summary>
    public int PcmSampleSize => PcmFormat.Find(Codec)?.BytesPerSample * Channels ?? 0;

    /// <param name="sampleEntry">A whole box: <c>avc1</c>, <c>mp4a</c>, ….</param>
    /// <param name="kind">What the track's handler says.</param>
    /// <exception cref="MediaFormatException">It is a codec that we do not know, encrypted, or malformed.</exception>
    public static TrackFormat FromSampleEntry(TrackKind kind, ReadOnlyMemory<byte> sampleEntry) => kind == TrackKind.Video
        ? VisualSampleEntry.Parse(sampleEntry)
        : AudioSampleEntry.Parse(sampleEntry);

    /// <summary>Of that level, as "4.1", where it is the container that says it: VP9. The streams of all others say it themselves.</summary>
    public TrackFormat WithLevel(string level)
    {
        if (Codec != "vp9")
        {
            return this;
        }

        var configuration = Vp9DecoderConfiguration.Parse(Configuration.Span).WithLevel(decimal.Parse(level, CultureInfo.InvariantCulture));
        return this with { Configuration = configuration.Bytes, Codecs = configuration.Codecs };
    }

    /// <summary>With what its first sample says where an encoder settles on it after it has written the sample entry: the sequence header of AV1.</summary>
    /// <param name="sample">A whole one.</param>
    /// <exception cref="MediaFormatException">What it says is malformed.</exception>
    public TrackFormat OfSample(ReadOnlySpan<byte> sample)
    {
        if (Codec != "av1")
        {
            return this;
        }

        var configuration = Av1DecoderConfiguration.Parse(Configuration.Span).OfSample(sample);
        return this with { Configuration = configuration.Bytes, Codecs = configuration.Codecs };
    }

    /// <summary>Whether a decoder that was set up for one decodes the other.</summary>
    public bool Equals(TrackFormat? other) =>
        other is not null
        && (Kind, Codec, Width, Height, SampleRate, Channels)
            == (other.Kind, other.Codec, other.Width, other.Height, other.SampleRate, other.Channels)
        && Configuration.Span.SequenceEqual(other.Configuration.Span);

    public override int GetHashCode() => HashCode.Combine(Kind, Codec, Width, Height, Configuration.Length);
}

using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>What a file says of itself. Frame times are not here: they come from <see cref="FrameScan"/>.</summary>
/// <param name="Format">FFmpeg's name of the container: <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="Size">Bytes.</param>
public sealed record ProbedMedia(string Path, string Format, long Size, ProbedVideo Video, IReadOnlyList<ProbedAudio> Audio)
{
    /// <summary>How long it is, as the container says it; 0: it does not.</summary>
    public double Seconds { get; init; }

    /// <summary>Subtitles, and captions inside the picture.</summary>
    public IReadOnlyList<SubtitleTrack> Text { get; init; } = [];

    /// <summary>By place: format, stream 0, first picture; also where they are the same.</summary>
    public IReadOnlyList<Timecode> Timecodes { get; init; } = [];
}

/// <summary>The picture track: the first video stream that is not a cover picture.</summary>
/// <param name="StreamIndex">Counted over all streams of the file from 0, as <c>-map 0:INDEX</c> takes it.</param>
/// <param name="Codec">FFmpeg's name of the codec.</param>
/// <param name="PixelFormat">FFmpeg's name of the pixel format; empty when not known before decoding.</param>
/// <param name="BitDepth">Bits of a sample; 0 when the pixel format is not known.</param>
/// <param name="Stored">Picture size as stored, before rotation.</param>
/// <param name="PixelAspect">As stored, before rotation; 1/1 when not signalled.</param>
/// <param name="Rotation">Degrees clockwise that show it upright: 0, 90, 180, 270.</param>
/// <param name="FieldOrder">progressive, tt, bb, tb, bt, or empty when not signalled.</param>
/// <param name="FrameRate">Average frames a second; 0/1 when not known.</param>
/// <param name="TimeBase">Seconds of a tick in this stream.</param>
public sealed record ProbedVideo(
    int StreamIndex, string Codec, string PixelFormat, int BitDepth, Resolution Stored, Rational PixelAspect,
    int Rotation, Colour Colour, string FieldOrder, Rational FrameRate, Rational TimeBase)
{
    /// <summary>The pixel aspect that the coded pictures say, where the container says another, which counts; null: they say the same.</summary>
    public Rational? CodecAspect { get; init; }

    /// <summary>Of the first picture, completed by what the container says; null: nothing is said, or the range is not high.</summary>
    public HdrMetadata? Hdr { get; init; }

    /// <summary>SMPTE ST 2094-40 is beside the first picture.</summary>
    public bool HasHdr10Plus { get; init; }

    /// <summary>As the container says it, else as the first picture does; null: none.</summary>
    public DolbyVision? DolbyVision { get; init; }

    /// <summary>A first picture could be decoded; else nothing is known that only the bitstream says.</summary>
    public bool IsPictureRead { get; init; }
}

/// <summary>A sound track.</summary>
/// <param name="StreamIndex">Counted over all streams of the file from 0.</param>
/// <param name="Layout">FFmpeg's name of the channel layout; empty when not signalled.</param>
/// <param name="Language">BCP 47, or <c>und</c>.</param>
public sealed record ProbedAudio(
    int StreamIndex, string Codec, int SampleRate, int Channels, string Layout, string Language, bool IsDefault);

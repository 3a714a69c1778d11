using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Tests.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests;

/// <summary>Tracks made without files, for manifests.</summary>
internal static class MadeTracks
{
    public static readonly Rational Film = new(24000, 1001);

    /// <summary>96 frames at 23.976 in GOPs of 24 and segments of 48; sizes 1000.</summary>
    public static readonly FrameIndex Frames = Indexes.Video(96, 24000, 1001, 24, 96, _ => 1000);

    /// <summary>188 access units in two segments.</summary>
    public static readonly CmafTrackPlan Stereo = SoundOf(Indexes.Audio(188).Format);

    public static readonly CmafTrackPlan Picture = PictureOf(Frames.Format);

    public static VideoPresentation Video(string stem, SegmentForm form = SegmentForm.ByteRanges, CmafTrackPlan? plan = null) =>
        new(new TrackFiles(stem, form), plan ?? Picture, Film);

    public static AudioPresentation Audio(string language, string codec = "aac", int channels = 2, bool isDefault = false) =>
        new(new TrackFiles($"audio/{language}-{codec}-{channels}"), SoundOf(FormatOf(codec, channels)), language, isDefault);

    public static CmafTrackPlan PictureOf(TrackFormat format, Colour? colour = null) => new(
        new FrameIndex(format, Frames.Timescale, 0, [.. Frames.Chunks], Frames.Frames), [0, 48], 2, new CmafTrackOptions { Colour = colour });

    private static CmafTrackPlan SoundOf(TrackFormat format)
    {
        var sound = Indexes.Audio(188);
        return new CmafTrackPlan(new FrameIndex(format, 48000, 0, [.. sound.Chunks], sound.Frames), [0, 94], 2, new CmafTrackOptions());
    }

    private static TrackFormat FormatOf(string codec, int channels) => codec switch
    {
        "aac" => Indexes.Audio(1, channels == 2 ? "1190" : "11B0").Format,
        "ac3" => Dolby(codec, "ac-3", Ac3Configuration.Parse([0x10, 0x3D, 0xE0])),
        _ => Dolby(codec, "ec-3", Eac3Configuration.Build(640, [new Eac3Substream(0, 16, false, 0, 7, true, 1, 2)], null)),
    };

    private static TrackFormat Dolby(string codec, string codecs, ISoundConfiguration configuration) => new()
    {
        Kind = TrackKind.Audio,
        Codec = codec,
        EntryType = codecs,
        Codecs = codecs,
        Configuration = configuration.Bytes,
        SampleRate = configuration.SampleRate,
        Channels = configuration.Channels,
    };
}

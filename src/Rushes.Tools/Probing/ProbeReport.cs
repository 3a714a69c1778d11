using System.Text.Json;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>Understands ffprobe's JSON.</summary>
internal static class ProbeReport
{
    internal static ProbeOutcome Read(string path, string json, CodecAspects aspects)
    {
        using var document = JsonDocument.Parse(json);
        var root = new ProbeElement(document.RootElement);
        var streams = root.Children("streams").ToList();
        var format = root.Child("format");
        if (streams.Find(IsPicture) is not { } video)
            return new ProbeOutcome.Refused(
                streams.Count == 0 && (format?.Text("format_name") ?? "").Length == 0 ? InputFailure.NotMedia(path) : InputFailure.NoVideo(path));
        if (video.Text("codec_name") is "" or "unknown" or "none")
            return new ProbeOutcome.Refused(InputFailure.UnknownCodec(path, video.Text("codec_tag_string")));
        var audio = streams.Where(stream => stream.Text("codec_type") == "audio").Select(Audio).ToList();
        return new ProbeOutcome.Probed(new(path, format?.Text("format_name") ?? "", format?.Number("size") ?? 0, Video(video, aspects), audio)
        {
            Text = [.. Captions(video), .. streams.Where(IsText).Select(Text)],
            Seconds = format?.Real("duration") ?? 0,
            Timecodes = [.. StartTimecode.In(format, streams)],
        });
    }

    /// <summary>Adds what only the bitstream says.</summary>
    internal static ProbedMedia With(this ProbedMedia media, FirstPicture picture)
    {
        var video = media.Video;
        return media with
        {
            Video = video with
            {
                Hdr = HighDynamicRange.Has(video.Colour.Transfer) ? picture.Light : null,
                HasHdr10Plus = picture.HasHdr10Plus,
                DolbyVision = video.DolbyVision ?? picture.DolbyVision,
                IsPictureRead = true,
            },
            Text = picture.HasCaptions && !media.Text.Any(text => text.StreamIndex == video.StreamIndex) ? [CaptionsOf(video.StreamIndex), .. media.Text] : media.Text,
            Timecodes = picture.Timecode.Length > 0 ? [.. media.Timecodes, new Timecode { Start = picture.Timecode, Place = "first picture" }] : media.Timecodes,
        };
    }

    private static bool IsPicture(ProbeElement stream) =>
        stream.Text("codec_type") == "video" && stream.Child("disposition")?.Number("attached_pic") is not 1;

    /// <summary>FFmpeg has no decoder for some, and calls them data.</summary>
    private static bool IsText(ProbeElement stream) =>
        stream.Text("codec_type") == "subtitle" || (stream.Text("codec_type") == "data" && stream.Text("codec_tag_string") is "wvtt" or "stpp");

    private static SubtitleTrack Text(ProbeElement stream) => new()
    {
        StreamIndex = (int)stream.Number("index"),
        Codec = stream.Known("codec_name") is { Length: > 0 } name ? name : stream.Text("codec_tag_string"),
        Language = LanguageTag.FromContainer(stream.Tag("language")),
    };

    private static SubtitleTrack[] Captions(ProbeElement video) => video.Number("closed_captions") > 0 ? [CaptionsOf((int)video.Number("index"))] : [];

    private static SubtitleTrack CaptionsOf(int stream) => new() { StreamIndex = stream, Codec = "eia_608", Language = LanguageTag.Undetermined };

    private static ProbedVideo Video(ProbeElement stream, CodecAspects aspects)
    {
        var pixelFormat = stream.Text("pix_fmt");
        return new(
            (int)stream.Number("index"),
            stream.Text("codec_name"),
            pixelFormat,
            PixelFormatDepth.Of(pixelFormat, (int)stream.Number("bits_per_raw_sample")),
            new Resolution { Width = (int)stream.Number("width"), Height = (int)stream.Number("height") },
            PositiveOr(stream.Ratio("sample_aspect_ratio", ':'), 1, 1),
            Rotation(stream),
            Colour(stream),
            stream.Known("field_order"),
            PositiveOr(stream.Ratio("avg_frame_rate", '/'), stream.Ratio("r_frame_rate", '/')),
            PositiveOr(stream.Ratio("time_base", '/'), 0, 1))
        {
            CodecAspect = aspects.Of((int)stream.Number("index")),
            DolbyVision = stream.Children("side_data_list").FirstOrDefault(data => data.Text("side_data_type") == "DOVI configuration record") is { } record
                ? new((int)record.Number("dv_profile"), (int)record.Number("dv_bl_signal_compatibility_id"))
                : null,
        };
    }

    private static ProbedAudio Audio(ProbeElement stream) => new(
        (int)stream.Number("index"),
        stream.Text("codec_name"),
        (int)stream.Number("sample_rate"),
        (int)stream.Number("channels"),
        Layout(stream),
        LanguageTag.FromContainer(stream.Tag("language")),
        stream.Child("disposition")?.Number("default") is 1);

    /// <summary>Where none is signalled, later ones say how many channels there are.</summary>
    private static string Layout(ProbeElement stream) =>
        stream.Known("channel_layout") is var layout && layout == $"{stream.Text("channels")} channels" ? "" : layout;

    private static Colour Colour(ProbeElement stream) => new()
    {
        Range = stream.Known("color_range"),
        Primaries = stream.Known("color_primaries"),
        Transfer = stream.Known("color_transfer"),
        Matrix = stream.Known("color_space"),
        ChromaLocation = stream.Known("chroma_location"),
    };

    /// <summary>ffprobe gives the display matrix counter-clockwise; a matrix between the quarters counts as the nearest one.</summary>
    private static int Rotation(ProbeElement stream)
    {
        var counterClockwise = stream.Children("side_data_list").Select(data => data.Real("rotation")).FirstOrDefault(angle => angle != 0);
        var quarters = (int)Math.Round(-counterClockwise % 360 / 90, MidpointRounding.AwayFromZero);
        return ((quarters % 4) + 4) % 4 * 90;
    }

    private static Rational PositiveOr(Rational ratio, long numerator, long denominator) =>
        PositiveOr(ratio, new Rational { Numerator = numerator, Denominator = denominator });

    private static Rational PositiveOr(Rational ratio, Rational otherwise) => ratio.Numerator > 0 ? ratio : otherwise;
}

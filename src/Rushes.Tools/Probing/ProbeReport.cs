using System.Text.Json;
using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>Understands ffprobe's JSON.</summary>
internal static class ProbeReport
{
    internal static ProbeOutcome Read(string path, string json)
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
        return new ProbeOutcome.Probed(
            new(path, format?.Text("format_name") ?? "", format?.Number("size") ?? 0, Video(video), audio));
    }

    private static bool IsPicture(ProbeElement stream) =>
        stream.Text("codec_type") == "video" && stream.Child("disposition")?.Number("attached_pic") is not 1;

    private static ProbedVideo Video(ProbeElement stream)
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
            PositiveOr(stream.Ratio("time_base", '/'), 0, 1));
    }

    private static ProbedAudio Audio(ProbeElement stream) => new(
        (int)stream.Number("index"),
        stream.Text("codec_name"),
        (int)stream.Number("sample_rate"),
        (int)stream.Number("channels"),
        stream.Known("channel_layout"),
        LanguageTag.FromContainer(stream.Child("tags")?.Text("language") ?? ""),
        stream.Child("disposition")?.Number("default") is 1);

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

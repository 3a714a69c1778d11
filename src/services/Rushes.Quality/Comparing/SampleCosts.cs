using Rushes.Contracts;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Comparing;

/// <summary>
/// What a sample costs, by constants that were measured once (docs/quality.md), never by a clock: the same request measures the same frames on
/// every machine. Nanoseconds of a processor, of a pixel where nothing else is said.
/// </summary>
internal static class SampleCosts
{
    // VMAF, PSNR and the scaler, at the reference's size; motion alone of the two frames beside.
    private const double Score = 28;
    private const double Motion = 8;

    // Filters that make whole pictures of fields.
    private const double Fields = 12;

    // Nanoseconds, of whatever size.
    private const double Request = 150e6;
    private const double Process = 60e6;
    private const double Input = 8e6;

    // Of a byte of a picture whose bits are arithmetically coded: mezzanines have many.
    private const double CodedByte = 100;

    // Frames that a decoder is ahead before it is told that the one is there.
    private const int Ahead = 12;

    // Of one process, however little they take: places are to be measured beside each other.
    private const int MostFrames = 16;

    private const int UsualGop = 48;

    public static SampleCost Of(MeasureRequest request)
    {
        var track = request.Reference.Track;
        var size = ReferencePicture.SizeOf(track, request.Steps);
        var (whole, scored) = (track.Upright.Pixels, size.Pixels);
        var pictures = request.Videos.Select(EncodePicture.Of).ToArray();
        var videos = pictures.Zip(request.Videos, (picture, video) => (picture.Size.Pixels, Video: video)).ToArray();
        var bits = Math.Max(track.BitDepth, pictures.Max(picture => picture.Bits));
        var isMade = request.Steps is { InverseTelecine: true } or { Deinterlacing: not Deinterlacing.Unspecified };
        return new SampleCost
        {
            Request = Request,
            // The first frame that libvmaf sees is of no use.
            Process = Process + ((Score + Motion) * scored),
            Frame = videos.Sum(video => Input + ((Score + (2 * Motion)) * scored) + (DecodeOf(video.Video) * FramesDecoded(video.Video) * video.Pixels)),
            Decode = DecodeOf(request.Reference) + (isMade ? Fields * whole : 0),
            MostFrames = Math.Min(MostFrames, ScoreMemory.MostFrames(track, size, bits, request.Metrics, pictures)),
        };
    }

    // Of each frame. Other sound and data in the file count as pictures, which is little.
    private static double DecodeOf(VideoSource reference)
    {
        var (track, pixels) = (reference.Track, reference.Track.Upright.Pixels);
        return track.Codec is "h264" or "hevc" or "av1" or "vp9" && reference.Media is { Size: > 0 and var bytes } && track.Frames > 0
            ? (DecodeOf(track.Codec) / 2 * pixels) + (CodedByte * bytes / track.Frames)
            : DecodeOf(track.Codec) * pixels;
    }

    // Frames that are decoded for one: half of the others in its group of pictures, itself, and some behind it.
    private static double FramesDecoded(MeasuredVideo video) => Ahead + FramesBefore(video);

    private static double FramesBefore(MeasuredVideo video) =>
        video.File is not null ? UsualGop
        : FormatOf(video) is CodecFormat.Prores or CodecFormat.Dnxhr ? 1
        : video.Encoded.Recipe is { Gop.DurationMs: > 0 and var duration, FrameRate: { Numerator: > 0 } rate } ? 1 + (duration * rate.Numerator / (2000.0 * rate.Denominator))
        : UsualGop / 2;

    private static double DecodeOf(MeasuredVideo video) => video.File is { } file ? DecodeOf(file.Track.Codec) : DecodeOf(FormatOf(video) switch
    {
        CodecFormat.Avc => "h264",
        CodecFormat.Hevc => "hevc",
        CodecFormat.Av1 => "av1",
        CodecFormat.Vp9 => "vp9",
        CodecFormat.Mpeg2 => "mpeg2video",
        CodecFormat.H263 => "h263",
        CodecFormat.Prores => "prores",
        CodecFormat.Dnxhr => "dnxhd",
        _ => "",
    });

    private static double DecodeOf(string codec) => codec switch
    {
        "h264" => 3,
        "hevc" or "av1" or "vp9" => 4,
        "mpeg2video" or "h263" or "mpeg4" => 2,
        "jpeg2000" => 100,
        _ => 10,
    };

    private static CodecFormat FormatOf(MeasuredVideo video) => video.Encoded.Recipe.Codec?.Format ?? CodecFormat.Unspecified;
}

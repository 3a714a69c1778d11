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
    private const double Input = 4e6;

    // Decoders and frames that wait in front of filters, of each measured frame of each video.
    private const int FramesInMemory = 16;
    private const double BytesOfPixel = 1.5;
    private const long MemoryOfSmall = 512L << 20;
    private const long MemoryOfLarge = 2L << 30;
    private const int LinesOfSmall = 1080;
    private const int MostFrames = 16;

    private const int UsualGop = 48;

    public static SampleCost Of(MeasureRequest request)
    {
        var track = request.Reference.Track;
        var size = ReferencePicture.SizeOf(track, request.Steps);
        var (whole, scored) = (Pixels(track.Upright), Pixels(size));
        var videos = request.Videos.Select(video => (Pixels: Pixels(EncodePicture.Of(video).Size), Video: video)).ToArray();
        var isMade = request.Steps is { InverseTelecine: true } or { Deinterlacing: not Deinterlacing.Unspecified };
        return new SampleCost
        {
            Request = Request,
            // The first frame that libvmaf sees is of no use.
            Process = Process + ((Score + Motion) * scored),
            Frame = videos.Sum(video => Input + ((Score + (2 * Motion)) * scored) + (DecodeOf(video.Video) * FramesBefore(video.Video) * video.Pixels)),
            Decode = (DecodeOf(track.Codec) + (isMade ? Fields : 0)) * whole,
            MostFrames = (int)Math.Clamp(Memory(size) / (videos.Sum(video => video.Pixels) * BytesOfPixel * FramesInMemory), 1, MostFrames),
        };
    }

    // Frames that are decoded for one: half of the others in its group of pictures, and itself.
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

    // What a process may take of its shape.
    private static double Memory(Resolution size) => Math.Min(size.Width, size.Height) <= LinesOfSmall ? MemoryOfSmall : MemoryOfLarge;

    private static double Pixels(Resolution size) => (double)size.Width * size.Height;
}

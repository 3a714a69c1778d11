using Rushes.Contracts;

namespace Rushes.Streaming.Workflow;

/// <summary>
/// How many of the frames can be measured in a tenth of the time that encoding them took. A function of the recipes alone, not of clocks:
/// the same request measures the same frames on every machine. Costs are in nanoseconds a pixel, see docs/quality.md.
/// </summary>
internal static class MeasuringShare
{
    private const double OfTheEncode = 0.1;

    // At the reference's size; of a run of two frames the two beside it are scored as well.
    private const double Score = 54;

    // Of a run of two frames, for each: two groups of pictures of the reference, one of the encode.
    private const double ReferenceDecode = 106;
    private const double EncodeDecode = 50;

    // Nanoseconds of a process and of each libvmaf in it, half of them for each frame.
    private const double Start = 50e6;
    private const double StartOfVideo = 25e6;

    public static double Of(VideoTrack reference, IReadOnlyList<EncodedVideo> videos)
    {
        var whole = Pixels(reference.Upright);
        var encoding = videos.Sum(video => Encode(video.Recipe.Codec.Format) * Pixels(video.Recipe.Resolution));
        var measuring = Start + (ReferenceDecode * whole) + videos.Sum(video => StartOfVideo + (Score * whole) + (EncodeDecode * Pixels(video.Recipe.Resolution)));
        return Math.Min(1, OfTheEncode * encoding / measuring);
    }

    private static double Encode(CodecFormat format) => format switch
    {
        CodecFormat.Avc => 32,
        CodecFormat.Hevc => 90,
        CodecFormat.Av1 => 60,
        CodecFormat.Vp9 => 90,
        _ => 10,
    };

    private static double Pixels(Resolution size) => (double)size.Width * size.Height;
}

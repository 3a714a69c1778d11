using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Comparing;

/// <summary>
/// What a process that scores takes of memory at most, by constants that were measured once (docs/quality.md): how many videos, chunks and
/// frames share one, and which shape it asks for, follow from it. Bytes.
/// </summary>
internal static class ScoreMemory
{
    /// <summary>Of the shapes of function.yaml, but for a fifth: what was not measured may take more.</summary>
    public const long Small = (2L << 30) / 5 * 4;

    /// <inheritdoc cref="Small"/>
    public const long Large = (8L << 30) / 5 * 4;

    /// <summary>Of the largest shape: what takes more cannot be scored.</summary>
    public const long Most = 8L << 30;

    // Lines by which the routes of function.yaml tell the shapes apart.
    private const int LinesOfSmall = 1080;
    private const int LinesOfLarge = 2160;

    private const double Program = 50e6;

    // Of libvmaf itself, a pixel of the comparison, however many bits it has.
    private const double Vmaf = 36;
    private const double Cambi = 30;

    // Frames that a decoder of sixteen references holds and that wait behind it; and those on their way to a libvmaf.
    private const int FramesOfReference = 20;
    private const int FramesOfEncode = 22;
    private const int FramesOfComparison = 12;

    // Of the reference and of the encode, for each measured frame of a sample.
    private const int FramesOfSample = 3;

    // Of a sample, for which a process is worth its start; for fewer it gets the large shape.
    private const int FewestFrames = 4;

    /// <summary>Of the whole process: its decoder of the reference, and the program.</summary>
    public static double Process(VideoTrack reference) => Program + (FramesOfReference * Frame(reference.Upright, reference.PixelFormat, reference.BitDepth));

    /// <summary>Of each libvmaf.</summary>
    public static double Scorer(Resolution size, int bits, IReadOnlyCollection<QualityMetric> metrics) =>
        (size.Pixels * (Vmaf + (metrics.Contains(QualityMetric.Cambi) ? Cambi : 0))) + (FramesOfComparison * Frame(size, "", bits));

    /// <summary>Of each input that an encode has: a file, or a chunk. All decode at once up to where they wait for their turn.</summary>
    public static double Input(EncodePicture encode) => FramesOfEncode * Frame(encode.Size, encode.PixelFormat, encode.Bits);

    /// <summary>Of each measured frame of a sample, of each video.</summary>
    public static double Sample(Resolution size, int bits, EncodePicture encode) => Input(encode) + (FramesOfSample * Frame(size, "", bits));

    /// <summary>Chunks that a window may have: so many of any rendition that is no larger than the reference.</summary>
    public static int MostChunks(VideoTrack reference, Resolution size, int bits, IReadOnlyCollection<QualityMetric> metrics) =>
        (int)Math.Max(1, (Large - Process(reference) - Scorer(size, bits, metrics)) / (FramesOfEncode * Frame(size, "", bits)));

    /// <summary>Frames that one process of a sample may measure of all videos.</summary>
    /// <param name="reference">Of its picture.</param>
    /// <param name="size">Of the comparison.</param>
    /// <param name="bits">The most of all videos.</param>
    /// <param name="metrics">Besides VMAF.</param>
    /// <param name="encodes">Pictures of the videos.</param>
    public static int MostFrames(VideoTrack reference, Resolution size, int bits, IReadOnlyCollection<QualityMetric> metrics, IEnumerable<EncodePicture> encodes)
    {
        var (whole, frame) = (Process(reference) + Scorer(size, bits, metrics), encodes.Sum(encode => Sample(size, bits, encode)));
        var ofSmall = (Small - whole) / frame;
        return (int)Math.Max(1, ofSmall >= FewestFrames ? ofSmall : (Large - whole) / frame);
    }

    /// <summary>The lines of the usual picture that takes as much: routes know no bytes.</summary>
    public static int LinesOf(double bytes) => bytes <= Small ? LinesOfSmall : LinesOfLarge;

    private static double Frame(Resolution size, string pixelFormat, int bits) => size.Pixels * SamplesOf(pixelFormat) * (bits > 8 ? 2 : 1);

    // A pixel, with its colour; what is not known may have transparency too.
    private static double SamplesOf(string pixelFormat) =>
        pixelFormat.Length == 0 || pixelFormat.Contains("420", StringComparison.Ordinal) ? 1.5
        : pixelFormat.Contains("422", StringComparison.Ordinal) ? 2
        : RgbPixels.Has(pixelFormat) || pixelFormat.StartsWith("yuv444", StringComparison.Ordinal) ? 3
        : 4;
}

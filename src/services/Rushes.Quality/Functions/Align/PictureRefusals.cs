using System.Globalization;
using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Functions.Align;

/// <summary>Pictures that cannot be compared: a score would say something about the difference, and nothing about quality.</summary>
internal static class PictureRefusals
{
    // Ladders round widths to even numbers, and cut an odd line or column off.
    private const int RoundingSamples = 2;

    // libvmaf takes none that are smaller.
    private const int LeastSamples = 33;

    // Of CAMBI: one of the sides has as many.
    private const int LeastSamplesOfCambi = 216;

    /// <param name="video">A recipe of ours has the shape that it was to have.</param>
    /// <param name="reference">Of its picture.</param>
    /// <param name="steps">Done to the reference.</param>
    /// <param name="encode">Picture of the video.</param>
    /// <param name="metrics">Besides VMAF.</param>
    public static IEnumerable<Failure> Of(MeasuredVideo video, VideoTrack reference, Steps? steps, EncodePicture encode, IReadOnlyCollection<QualityMetric> metrics) =>
        [.. Size(video.Name, reference, steps, metrics), .. video.File is null ? [] : Shape(video.Name, reference, steps, encode), .. Light(video.Name, reference, encode),
            .. Memory(video.Name, reference, steps, encode, metrics)];

    private static IEnumerable<Failure> Size(string name, VideoTrack reference, Steps? steps, IReadOnlyCollection<QualityMetric> metrics)
    {
        var size = ReferencePicture.SizeOf(reference, steps);
        if (Math.Min(size.Width, size.Height) < LeastSamples)
        {
            yield return Refusal(
                name, "quality.too_small", $"The reference's picture of {Text(size)} is too small: VMAF takes none below {LeastSamples} samples either way.",
                "Compare larger pictures.", ("reference", Text(size)));
        }

        if (metrics.Contains(QualityMetric.Cambi) && Math.Max(size.Width, size.Height) < LeastSamplesOfCambi)
        {
            yield return Refusal(
                name, "quality.too_small_for_cambi", $"The reference's picture of {Text(size)} is too small for CAMBI: it takes none with both sides below {LeastSamplesOfCambi} samples.",
                "Leave cambi out of --metrics, or compare larger pictures.", ("reference", Text(size)));
        }
    }

    private static IEnumerable<Failure> Shape(string name, VideoTrack reference, Steps? steps, EncodePicture encode)
    {
        var size = ReferencePicture.SizeOf(reference, steps);
        if (steps?.Crop is { } crop && (crop.Left + crop.Width > reference.Upright.Width || crop.Top + crop.Height > reference.Upright.Height))
        {
            yield return Failure.Refusal(
                "quality.crop", $"The rectangle reaches beyond the reference's {Text(reference.Upright)} samples.", "Give one that lies within the picture.", new Place { Option = "--crop" });
            yield break;
        }

        var shape = size.Width * Ratio(EncodePicture.AspectOf(reference)) / size.Height;
        var width = encode.Size.Height * shape / Ratio(encode.PixelAspect);
        // A line more or less of a small picture is much of its width.
        var rounding = RoundingSamples + (RoundingSamples * shape / Ratio(encode.PixelAspect));
        if (Math.Abs(width - encode.Size.Width) > rounding)
        {
            yield return Refusal(
                name, "quality.shape",
                $"The encode's picture of {Text(encode.Size)} has another shape than the reference's of {Text(size)}: at that height it would be {width:F0} samples wide.",
                "Say what was cropped from the reference with --crop W:H:X:Y; compare pictures of the same area.",
                ("encode", Text(encode.Size)), ("reference", Text(size)));
        }
    }

    private static IEnumerable<Failure> Light(string name, VideoTrack reference, EncodePicture encode)
    {
        var transfer = reference.Colour?.Transfer ?? "";
        var differ = HighDynamicRange.Has(transfer) || HighDynamicRange.Has(encode.Transfer)
            ? encode.Transfer.Length > 0 && transfer.Length > 0 && transfer != encode.Transfer
            : false;
        if (differ)
        {
            yield return Refusal(
                name, "quality.transfer", $"The light of the reference is {transfer}, of the encode {encode.Transfer}: no model compares the two.",
                "Compare with a reference of the same transfer, made by the same mapping of tones.", ("encode", encode.Transfer), ("reference", transfer));
        }
    }

    private static IEnumerable<Failure> Memory(string name, VideoTrack reference, Steps? steps, EncodePicture encode, IReadOnlyCollection<QualityMetric> metrics)
    {
        var size = ReferencePicture.SizeOf(reference, steps);
        var takes = ScoreMemory.Process(reference) + ScoreMemory.Scorer(size, Math.Max(reference.BitDepth, encode.Bits), metrics) + ScoreMemory.Input(encode);
        if (takes > ScoreMemory.Most)
        {
            yield return Refusal(
                name, "quality.too_large",
                string.Create(CultureInfo.InvariantCulture, $"Pictures of {Text(size)} take up to {takes / (1L << 30):F1} GiB of memory to score; there are {ScoreMemory.Most >> 30}."),
                "Compare a part of the picture, with --crop.", ("encode", Text(encode.Size)), ("reference", Text(size)));
        }
    }

    public static Failure Refusal(string name, string code, string message, string remedy, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var failure = Failure.Refusal(code, message, remedy, new Place { Rendition = name });
        failure.Category = FailureCategory.Input;
        foreach (var (detail, value) in details)
        {
            failure.Details[detail] = value;
        }

        return failure;
    }

    private static double Ratio(Rational value) => (double)value.Numerator / value.Denominator;

    private static string Text(Resolution size) => string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");
}

using Rushes.Contracts;
using Rushes.Inspection.Workflow;

namespace Rushes.Inspection.Functions.Scan;

/// <summary>Sources of which the wanted pictures cannot be made.</summary>
internal static class PictureRefusal
{
    public static Failure OfPixelFormat(Probed probed) => Failure.Refusal(
        "source.pictures", $"Fields of {probed.Video.PixelFormat} cannot be matched.", "Undo the telecine of YUV 4:2:0, 4:2:2 or 4:4:4 only; --deinterlace takes any format.",
        Of(probed));

    public static Failure OfFormatChanges(Probed probed) => Failure.Refusal(
        "source.pictures", "The picture format changes inside, and fields cannot be followed over such a change.", "Split the source where its picture format changes.",
        Of(probed));

    private static Place Of(Probed probed) => new() { Path = probed.Media.Uri };
}

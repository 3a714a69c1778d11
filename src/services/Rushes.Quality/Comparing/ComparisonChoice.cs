using Rushes.Contracts;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Comparing;

/// <summary>At which size, with how many bits and by which model pictures are compared. A function of the pictures alone.</summary>
internal static class ComparisonChoice
{
    /// <summary>Lines above which a reference is held to be seen from as near as the 4K model says.</summary>
    private const int MostLinesOfDefault = 1440;

    public static Comparison Of(VideoTrack reference, Steps? steps, EncodePicture encode, VmafModel model)
    {
        var matrices = MatrixConversion.Of(reference, encode);
        var size = ReferencePicture.SizeOf(reference, steps);
        return new Comparison
        {
            Size = size,
            PixelFormat = PixelFormat(Math.Max(reference.BitDepth, encode.Bits)),
            Model = Name(model, size),
            EnableTransform = model == VmafModel.Phone,
            Transfer = encode.Transfer.Length > 0 ? encode.Transfer : reference.Colour?.Transfer ?? "",
            FromMatrix = matrices?.From ?? "",
            ToMatrix = matrices?.To ?? "",
        };
    }

    public static int BitsOf(Comparison comparison) => comparison.PixelFormat switch { "yuv420p12le" => 12, "yuv420p10le" => 10, _ => 8 };

    // Nothing is rounded to fewer bits than either has; the models look at luma alone.
    private static string PixelFormat(int bits) => bits switch { <= 8 => "yuv420p", <= 10 => "yuv420p10le", _ => "yuv420p12le" };

    private static string Name(VmafModel model, Resolution size) => model switch
    {
        VmafModel.Neg => "vmaf_v0.6.1neg",
        VmafModel.FourK => "vmaf_4k_v0.6.1",
        VmafModel.Unspecified when Math.Min(size.Width, size.Height) > MostLinesOfDefault => "vmaf_4k_v0.6.1",
        _ => "vmaf_v0.6.1",
    };
}

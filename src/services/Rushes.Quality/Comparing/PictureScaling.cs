using System.Globalization;
using Rushes.Contracts;
using Rushes.Quality.Workflow;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Comparing;

/// <summary>The filters that bring a picture to the size and format of the comparison: FFmpeg's bicubic scaler with its usual rounding, as who compares by hand has it.</summary>
internal static class PictureScaling
{
    /// <param name="comparison">Of the video.</param>
    /// <param name="track">Of the reference.</param>
    public static string OfReference(Comparison comparison, VideoTrack track) =>
        Of(comparison, RgbPixels.Has(track.PixelFormat) ? $":out_color_matrix={MatrixConversion.Usual}:out_range=tv" : "");

    public static string OfEncode(Comparison comparison) =>
        Of(comparison, comparison.FromMatrix.Length > 0 ? $":in_color_matrix={comparison.FromMatrix}:out_color_matrix={comparison.ToMatrix}" : "");

    // Where labels of the two sides differ, FFmpeg converts once more: here they are as they are to be, and have none.
    private static string Of(Comparison comparison, string conversion) => string.Create(
        CultureInfo.InvariantCulture,
        $"scale={comparison.Size.Width}:{comparison.Size.Height}:flags=bicubic{conversion},format={comparison.PixelFormat},setparams=colorspace=unknown");
}

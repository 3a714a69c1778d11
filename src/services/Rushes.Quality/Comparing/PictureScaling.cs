using System.Globalization;
using Rushes.Contracts;
using Rushes.Quality.Workflow;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Comparing;

/// <summary>The filters that bring a picture to the size and format of the comparison: FFmpeg's bicubic scaler with its usual rounding, as who compares by hand has it.</summary>
internal static class PictureScaling
{
    /// <param name="comparison">Of the video.</param>
    /// <param name="track">Of the picture; null: it has a matrix of its own.</param>
    public static string Of(Comparison comparison, VideoTrack? track = null)
    {
        // Red, green and blue have none.
        var conversion = track is not null && RgbPixels.Has(track.PixelFormat) ? ":out_color_matrix=bt709:out_range=tv" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"scale={comparison.Size.Width}:{comparison.Size.Height}:flags=bicubic{conversion},format={comparison.PixelFormat}");
    }
}

using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Quality.Comparing;

/// <summary>
/// From which to which matrix an encode is converted before it is compared. Only where both say theirs: FFmpeg would convert what says one to what says none
/// as well, which changes pictures that are the same.
/// </summary>
internal static class MatrixConversion
{
    /// <summary>Of red, green and blue, which have none.</summary>
    public const string Usual = "bt709";

    /// <returns>Names of FFmpeg's scaler; null: none.</returns>
    public static (string From, string To)? Of(VideoTrack reference, EncodePicture encode)
    {
        var to = RgbPixels.Has(reference.PixelFormat) ? Usual : Name(reference.Colour?.Matrix);
        return Name(encode.Matrix) is { } from && to is not null && from != to ? (from, to) : null;
    }

    // ITU-T H.273 table 4, as the scaler calls its rows.
    private static string? Name(string? matrix) => matrix switch
    {
        "bt709" => Usual,
        "bt470bg" or "smpte170m" => "bt601",
        "smpte240m" => "smpte240m",
        "fcc" => "fcc",
        "bt2020nc" => "bt2020",
        _ => null,
    };
}

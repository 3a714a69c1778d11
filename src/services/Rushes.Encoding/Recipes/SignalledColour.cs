using Rushes.Contracts;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// What an encoded stream says of its colour: what the source says, but for RGB, which becomes YCbCr on the way and needs a
/// matrix and a range that RGB has not.
/// </summary>
internal static class SignalledColour
{
    private const string UsualMatrix = "bt709";
    private const string StudioRange = "tv";

    private static readonly string[] RgbFormats = ["rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8", "monow", "monob", "xyz"];

    /// <param name="track">The source.</param>
    /// <param name="lossless">Then the samples stay what they are.</param>
    public static Colour Of(VideoTrack track, bool lossless)
    {
        var colour = track.Colour?.Clone() ?? new Colour();
        if (!lossless && IsRgb(track.PixelFormat))
        {
            (colour.Matrix, colour.Range) = (UsualMatrix, StudioRange);
        }

        return colour;
    }

    public static bool IsRgb(string pixelFormat) =>
        RgbFormats.Any(format => pixelFormat.StartsWith(format, StringComparison.Ordinal));
}

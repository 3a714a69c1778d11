using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// What an encoded stream says of its colour: what the source says, but for RGB, which becomes YCbCr on the way and needs a
/// matrix and a range that RGB has not, and for tones that were mapped.
/// </summary>
internal static class SignalledColour
{
    private const string Usual = "bt709";
    private const string StudioRange = "tv";

    public static Colour Of(VideoTrack track, Recipe recipe)
    {
        var colour = track.Colour?.Clone() ?? new Colour();
        if (MapsTones(track, recipe))
        {
            return new Colour { Range = StudioRange, Primaries = Usual, Transfer = Usual, Matrix = Usual, ChromaLocation = colour.ChromaLocation };
        }

        if (recipe.Rate is not { Lossless: true } && RgbPixels.Has(track.PixelFormat))
        {
            (colour.Matrix, colour.Range) = (Usual, StudioRange);
        }

        return colour;
    }

    /// <summary>Null where there is no high dynamic range, or nothing is known of it.</summary>
    /// <param name="track">The source.</param>
    /// <param name="recipe">With its colour.</param>
    public static HdrMetadata? Light(VideoTrack track, Recipe recipe) => HighDynamicRange.Has(recipe.Colour.Transfer) ? track.Hdr?.Clone() : null;

    public static bool MapsTones(VideoTrack track, Recipe recipe) =>
        recipe.ColourHandling == ColourHandling.ToSdr && HighDynamicRange.Has(track.Colour?.Transfer);
}

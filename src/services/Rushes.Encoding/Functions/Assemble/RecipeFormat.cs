using Rushes.Contracts;
using Rushes.Media.Isobmff;

namespace Rushes.Encoding.Functions.Assemble;

/// <summary>
/// What a recipe promises and containers say. FFmpeg writes into a chunk's boxes the light that it finds beside the frames, which is nothing
/// where only the bitstream says it, and not what an encoder was told instead; and of VP9 a level that it guesses from the picture's size.
/// </summary>
internal static class RecipeFormat
{
    public static TrackFormat Complete(TrackFormat format, Recipe recipe)
    {
        var complete = format with { Picture = Complete(format.Picture, recipe) };
        return recipe.Codec.Level.Length > 0 ? complete.WithLevel(recipe.Codec.Level) : complete;
    }

    private static PictureProperties Complete(PictureProperties picture, Recipe recipe) => picture with
    {
        MasteringDisplay = recipe.Hdr?.MasteringDisplay is { } display ? Display(display) : null,
        ContentLight = recipe.Hdr?.ContentLight is { } light ? new ContentLight((ushort)light.MaxContent, (ushort)light.MaxFrameAverage) : null,
    };

    private static MasteringDisplay Display(MasteringDisplayColour display) => new(
        Point(display.GreenX, display.GreenY), Point(display.BlueX, display.BlueY), Point(display.RedX, display.RedY), Point(display.WhiteX, display.WhiteY),
        display.MaxLuminance, display.MinLuminance);

    private static Chromaticity Point(uint x, uint y) => new((ushort)x, (ushort)y);
}

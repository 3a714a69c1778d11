using System.Collections.Frozen;
using Rushes.Contracts;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// Fills what a recipe leaves open, once, before the split: afterwards the recipe alone decides the bytes, whichever
/// worker encodes a chunk.
/// </summary>
internal static class RecipeResolver
{
    // profile_idc of High, High 10 and High 4:4:4 Predictive.
    private const int High = 100;
    private const int HighTenBits = 110;
    private const int HighLossless = 244;

    // With a B pyramid a decoder needs four pictures; more references than the level holds are cut by the encoder.
    private const int LeastReferences = 4;

    /// <summary>Pixel formats that libx264 takes as they are.</summary>
    private static readonly FrozenSet<string> EncoderFormats = FrozenSet.Create(
        "yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "gray",
        "yuv420p10le", "yuv422p10le", "yuv444p10le", "gray10le");

    public static bool HoldsLosslessly(string pixelFormat) => EncoderFormats.Contains(pixelFormat);

    /// <param name="recipe">Valid, as the API has checked.</param>
    /// <param name="track">The source.</param>
    /// <param name="framesPerSecond">Of the shortest frame.</param>
    public static Recipe Resolve(Recipe recipe, VideoTrack track, double framesPerSecond)
    {
        var resolved = recipe.Clone();
        var lossless = recipe.Rate.Lossless;
        var codec = resolved.Codec;
        codec.Bits = codec.Bits != 0 ? codec.Bits : lossless ? track.BitDepth : 8;
        codec.PixelFormat = lossless ? track.PixelFormat : codec.Bits == 10 ? "yuv420p10le" : "yuv420p";
        resolved.Colour = SignalledColour.Of(track, lossless);
        resolved.Preset = recipe.Preset.Length > 0 ? recipe.Preset : "medium";
        resolved.Threads = Math.Max(1, recipe.Threads);
        codec.Profile = codec.Profile.Length > 0 ? codec.Profile : lossless ? "high444" : codec.Bits == 10 ? "high10" : "high";
        if (codec.Level.Length == 0)
        {
            var levels = AvcLevels.OfProfile(lossless ? HighLossless : codec.Bits == 10 ? HighTenBits : High);
            var demand = new StreamDemand
            {
                Width = recipe.Resolution.Width,
                Height = recipe.Resolution.Height,
                FramesPerSecond = framesPerSecond,
                BitRate = recipe.Rate.Maxrate,
                BufferBits = recipe.Rate.Buffer,
                Pictures = LeastReferences,
            };
            codec.Level = (levels.Lowest(demand) ?? levels.Highest).Name;
        }

        return resolved;
    }
}

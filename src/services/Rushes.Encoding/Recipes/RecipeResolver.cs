using Rushes.Contracts;
using Rushes.Encoding.Formats;

namespace Rushes.Encoding.Recipes;

/// <summary>
/// Fills what a recipe leaves open, once, before the split: afterwards the recipe alone decides the bytes, whichever
/// worker encodes a chunk.
/// </summary>
internal static class RecipeResolver
{
    private const string Progressive = "progressive";

    /// <param name="recipe">Valid, as the API has checked.</param>
    /// <param name="track">The source.</param>
    /// <param name="framesPerSecond">Of the shortest frames.</param>
    public static Recipe Resolve(Recipe recipe, VideoTrack track, double framesPerSecond)
    {
        var format = VideoFormats.Of(recipe);
        var resolved = recipe.Clone();
        resolved.Rate ??= new RateControl();
        resolved.Threads = Math.Max(1, recipe.Threads);
        resolved.Colour = SignalledColour.Of(track, recipe, format);
        resolved.Hdr = SignalledColour.Light(track, resolved);
        resolved.FieldOrder = FieldOrder(resolved, track, format);
        resolved.FrameRate = Clock(track, framesPerSecond);
        resolved.PixelAspect = PixelAspect(resolved, track);
        format.Resolve(resolved, track, framesPerSecond);
        resolved.Rate.Passes = Passes(resolved, format);
        return resolved;
    }

    private static int Passes(Recipe recipe, VideoFormat format) =>
        recipe.Rate.Passes != 1 && format.GainsByTwoPasses(recipe) && format.FirstPass(recipe).Count > 0 ? 2 : 1;

    /// <summary>
    /// Fields stay fields where the codec has them, nothing was done to them, and their lines are not scaled. Containers whose fields are
    /// woven say "tb" for the top one first and "bt" for the bottom one (9 and 14 of QuickTime's <c>fiel</c>, and of RFC 9559 §5.1.4.1.28.2).
    /// </summary>
    private static string FieldOrder(Recipe recipe, VideoTrack track, VideoFormat format) =>
        format.CodesFields
        && !Steps.MakeWholePictures(recipe.Steps)
        && recipe.Resolution.Height == track.Upright.Height
        && track.Rotation == 0
        ? track.FieldOrder switch { "tt" or "tb" => "tt", "bb" or "bt" => "bb", _ => Progressive }
        : Progressive;

    // Encoders that count frames think each as long as the mean, but for frames of very different lengths: then as short as the
    // shortest, for a cap must hold there too.
    private static Rational Clock(VideoTrack track, double framesPerSecond)
    {
        const double Steady = 1.05;
        const long Thousandths = 1000;
        var mean = track.FrameRate is { Numerator: > 0, Denominator: > 0 } rate ? rate : null;
        return mean is not null && framesPerSecond <= Steady * mean.Numerator / mean.Denominator
            ? StandardFrameRates.Nearest(mean)
            : StandardFrameRates.Nearest(new Rational { Numerator = Math.Max(1, (long)Math.Round(framesPerSecond * Thousandths)), Denominator = Thousandths });
    }

    // Square, unless the recipe's size has another shape than the picture. Sides are even, so that its width may be one off.
    private static Rational PixelAspect(Recipe recipe, VideoTrack track)
    {
        var square = new Rational { Numerator = 1, Denominator = 1 };
        var aspect = track.PixelAspect is { Numerator: > 0, Denominator: > 0 } known ? known : square;
        var (width, height) = recipe.Steps?.Crop is { } crop ? (crop.Width, crop.Height) : (track.Upright.Width, track.Upright.Height);
        var ratio = new Media.Timing.Rational(width * aspect.Numerator * recipe.Resolution.Height, height * aspect.Denominator * recipe.Resolution.Width);
        return Math.Abs(((double)ratio.Numerator / ratio.Denominator * recipe.Resolution.Width) - recipe.Resolution.Width) <= 1
            ? square
            : new Rational { Numerator = ratio.Numerator, Denominator = ratio.Denominator };
    }
}

using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Streaming.Workflow;

/// <summary>
/// What measuring may cost: a tenth of what encoding took. A function of the recipes alone, not of clocks: the same request measures the same
/// frames on every machine. Costs are in nanoseconds of a processor a pixel, see docs/quality.md.
/// </summary>
internal static class MeasuringBudget
{
    private const double OfTheEncode = 0.1;

    /// <summary>Nanoseconds of a processor.</summary>
    public static double Of(IEnumerable<EncodedVideo> videos) =>
        OfTheEncode * videos.Sum(video => Encode(video.Recipe) * Passes(video.Recipe) * video.Frames * video.Recipe.Resolution.Pixels);

    private static double Encode(Recipe recipe) => recipe.Codec.Format switch
    {
        CodecFormat.Avc => 30 * Named(recipe.Preset),
        CodecFormat.Hevc => 55 * Named(recipe.Preset),
        CodecFormat.Av1 => 50 * Numbered(recipe.Preset, 8, 1.4),
        CodecFormat.Vp9 => 90 * Numbered(recipe.Preset, 2, 1.1),
        CodecFormat.Prores => 50,
        CodecFormat.Dnxhr => 8,
        _ => 4,
    };

    // Of x264 and x265, against medium.
    private static double Named(string preset) => preset switch
    {
        "ultrafast" => 0.25,
        "superfast" => 0.3,
        "veryfast" => 0.4,
        "faster" => 0.5,
        "fast" => 0.7,
        "slow" => 1.3,
        "slower" => 2,
        "veryslow" or "placebo" => 3,
        _ => 1,
    };

    // Against the usual one; each takes so much of the one behind it.
    private static double Numbered(string preset, int usual, double step) =>
        int.TryParse(preset, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Pow(step, usual - number) : 1;

    // A first pass takes about half of a second one.
    private static double Passes(Recipe recipe) => recipe.Rate is { Passes: > 1 } ? 1.5 : 1;
}

using Rushes.Contracts;

namespace Rushes.Encoding.Formats;

/// <summary>What one run of FFmpeg encodes of one rendition.</summary>
/// <param name="Recipe">Resolved; of one of two passes it has what that pass is to do.</param>
/// <param name="Pass">1 or 2; 0: it neither leaves nor needs statistics.</param>
/// <param name="HasMedia">False: nothing but statistics comes of it.</param>
internal sealed record EncoderOutput(Recipe Recipe, int Pass = 0, bool HasMedia = true)
{
    /// <summary>As the recipe is, but at constant quality, and without a cap that would hide how hard the picture is.</summary>
    public static Recipe AtQuality(Recipe recipe, double crf) => new(recipe) { Rate = new RateControl { Crf = crf } };

    /// <summary>The same, by a preset that is quick enough for a run whose pictures nobody sees.</summary>
    /// <param name="recipe">Resolved.</param>
    /// <param name="crf">The quality.</param>
    /// <param name="presets">Slow to fast.</param>
    /// <param name="slowest">Position among them: slower ones become it.</param>
    public static Recipe AtQuality(Recipe recipe, double crf, string[] presets, int slowest) =>
        new(AtQuality(recipe, crf)) { Preset = presets[Math.Max(slowest, Array.IndexOf(presets, recipe.Preset))] };

    public static Recipe AtBitrate(Recipe recipe, long bitrate) => new(recipe) { Rate = new RateControl(recipe.Rate) { Bitrate = bitrate } };
}

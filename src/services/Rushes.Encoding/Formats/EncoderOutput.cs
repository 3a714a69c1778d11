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

    public static Recipe AtBitrate(Recipe recipe, long bitrate) => new(recipe) { Rate = new RateControl(recipe.Rate) { Bitrate = bitrate } };
}

using Rushes.Contracts;

namespace Rushes.Encoding.Formats;

/// <summary>Reasons to refuse a recipe that several codecs share.</summary>
internal static class RecipeProblems
{
    public static IEnumerable<Failure> Bits(Recipe recipe, string codec, params ReadOnlySpan<int> possible) =>
        recipe.Codec.Bits == 0 || possible.Contains(recipe.Codec.Bits)
            ? []
            : [Refuse("recipe.bits", $"{codec} has no {recipe.Codec.Bits} bits.", $"Use {string.Join(" or ", possible.ToArray())}, or leave bits out.", recipe)];

    public static IEnumerable<Failure> Profile(Recipe recipe, string codec, IReadOnlyCollection<string> possible) =>
        recipe.Codec.Profile.Length == 0 || possible.Contains(recipe.Codec.Profile)
            ? []
            : [Refuse("recipe.profile", $"{codec} has no profile '{recipe.Codec.Profile}'.", $"Use one of {string.Join(", ", possible)}.", recipe)];

    public static IEnumerable<Failure> Preset(Recipe recipe, string codec, IReadOnlyCollection<string> possible) =>
        recipe.Preset.Length == 0 || possible.Contains(recipe.Preset)
            ? []
            : [Refuse("recipe.preset", $"{codec} has no preset '{recipe.Preset}'.", $"Use one of {string.Join(", ", possible)}.", recipe)];

    /// <summary>Of a codec that needs to know how many bits it may spend.</summary>
    public static IEnumerable<Failure> Rate(Recipe recipe, string codec, double largestCrf, bool canBeLossless)
    {
        if (recipe.Rate is not { ModeCase: not RateControl.ModeOneofCase.None } rate)
        {
            yield return Refuse("recipe.rate", "No rate control is chosen.", "Set one of crf, bitrate and lossless.", recipe);
            yield break;
        }

        if (rate.Maxrate > 0 != rate.Buffer > 0)
        {
            yield return Refuse("recipe.buffer", "maxrate and buffer go together.", "Set both or none.", recipe);
        }

        if (rate.HasCrf && (rate.Crf <= 0 || rate.Crf > largestCrf))
        {
            yield return Refuse("recipe.crf", $"{codec} has no crf {rate.Crf}.", $"Use one above 0, up to {largestCrf}.", recipe);
        }

        if (rate.Lossless && !canBeLossless)
        {
            yield return Refuse("recipe.lossless_unsupported", $"{codec} has no lossless coding here.", "Use crf, or avc, hevc or vp9.", recipe);
        }

        if (rate.Passes is < 0 or > 2 || (rate.Passes == 2 && !rate.HasBitrate))
        {
            yield return Refuse("recipe.passes", $"{rate.Passes} passes are not possible.", "Use 1, or 2 with a bitrate.", recipe);
        }
    }

    /// <summary>Of a codec that is coded in one pass here.</summary>
    public static IEnumerable<Failure> OnePass(Recipe recipe, string codec) => recipe.Rate is { Passes: 2 }
        ? [Refuse("recipe.passes", $"{codec} has one pass only here.", "Use 1, or leave passes out.", recipe)]
        : [];

    /// <summary>Of a codec whose profile alone decides how many bits are spent.</summary>
    public static IEnumerable<Failure> NoRate(Recipe recipe, string codec) =>
        recipe.Rate is null or { ModeCase: RateControl.ModeOneofCase.None, Maxrate: 0, Buffer: 0 }
            ? []
            : [Refuse("recipe.rate", $"The profile of {codec} decides its rate.", "Leave crf, bitrate, lossless, maxrate and buffer out.", recipe)];

    /// <summary>Without loss, samples are the source's: in their format, and in a profile that has it.</summary>
    /// <param name="recipe">That may be lossless.</param>
    /// <param name="source">What is encoded.</param>
    /// <param name="codec">Its name.</param>
    /// <param name="held">Pixel formats that can be coded without loss.</param>
    /// <param name="holds">Whether a profile has a pixel format, of those.</param>
    public static IEnumerable<Failure> Lossless(
        Recipe recipe, VideoTrack? source, string codec, IReadOnlySet<string> held, Func<string, string, bool> holds)
    {
        if (recipe is not { Rate.Lossless: true, Codec: var wanted } || source is null)
        {
            yield break;
        }

        if (!held.Contains(source.PixelFormat))
        {
            yield return Refuse(
                "recipe.lossless_unsupported", $"{codec} cannot hold pixel format {source.PixelFormat} without loss.", "Use crf, or a source in YUV with 8 or 10 bits.", recipe);
        }
        else if (wanted.Profile.Length > 0 && !holds(wanted.Profile, source.PixelFormat))
        {
            yield return Refuse(
                "recipe.profile", $"Profile '{wanted.Profile}' of {codec} cannot hold pixel format {source.PixelFormat} without loss.", "Leave the profile out.", recipe);
        }

        if (wanted.Bits != 0 && wanted.Bits != source.BitDepth)
        {
            yield return Refuse("recipe.bits", $"Without loss there are as many bits as the source has: {source.BitDepth}.", "Leave bits out.", recipe);
        }
    }

    /// <param name="recipe">With or without a profile and bits.</param>
    /// <param name="codec">Its name.</param>
    /// <param name="bitsOf">That a profile has; 0: several.</param>
    public static IEnumerable<Failure> Depth(Recipe recipe, string codec, Func<string, int> bitsOf) =>
        recipe.Codec is { Bits: not 0 and var asked, Profile: { Length: > 0 } profile } && bitsOf(profile) is not 0 and var held && held != asked
            ? [Refuse("recipe.profile", $"Profile '{profile}' of {codec} has {held} bits, not {asked}.", "Leave the profile or the bits out.", recipe)]
            : [];

    public static IEnumerable<Failure> NoFilmGrain(Recipe recipe, string codec) => recipe.FilmGrain == 0
        ? []
        : [Refuse("recipe.film_grain", $"{codec} cannot describe film grain.", "Leave it out, or use av1.", recipe)];

    public static Failure Refuse(string code, string message, string remedy, Recipe recipe) =>
        Failure.Refusal(code, message, remedy, new Place { Rendition = recipe.Name });
}

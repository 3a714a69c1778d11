using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Bitstreams.Levels;

namespace Rushes.Encoding.Formats;

/// <summary>
/// The level of a recipe: the lowest one that holds it, so that every chunk of a rendition says the same and nothing is left to what
/// an encoder guesses from the chunk it sees. One that the recipe names must hold it.
/// </summary>
internal static class LevelChoice
{
    /// <param name="recipe">Resolved but for this.</param>
    /// <param name="levels">Of its codec.</param>
    /// <param name="framesPerSecond">That are shown.</param>
    /// <param name="pictures">That a decoder keeps.</param>
    /// <param name="decodes">How many a second are decoded where so many are shown; null: as many.</param>
    public static void Fill(Recipe recipe, LevelTable levels, double framesPerSecond, int pictures, Func<Recipe, double, double>? decodes = null)
    {
        if (recipe.Codec.Level.Length > 0)
        {
            return;
        }

        var chosen = levels.Lowest(Demand(recipe, framesPerSecond, pictures, decodes)) ?? levels.Highest;
        recipe.Codec.Level = chosen.Name;
        recipe.Codec.Tier = Text(chosen.Tier);
    }

    /// <summary>Every limit that the recipe exceeds of the level that it names, or of the highest one.</summary>
    public static IEnumerable<Failure> Check(Recipe recipe, VideoTrack? source, LevelTable levels, int pictures, Func<Recipe, double, double>? decodes = null)
    {
        var name = recipe.Codec.Level;
        var level = Find(recipe, levels);
        if (name.Length > 0 && level is null)
        {
            return [RecipeProblems.Refuse("recipe.level", $"There is no level '{name}'.", "Leave it out: the lowest one that holds the recipe is used.", recipe)];
        }

        if (recipe.Resolution is null || recipe.Rate is null)
        {
            return [];
        }

        var rate = source?.FrameRate is { Numerator: > 0, Denominator: > 0 } known ? (double)known.Numerator / known.Denominator : 0;
        var demand = Demand(recipe, rate, pictures, decodes);
        level ??= levels.Lowest(demand) ?? levels.Highest;
        return level.Exceeded(demand).Select(limit => Exceeds(recipe, level, limit));
    }

    /// <summary>The level that the recipe names; null: it names none, or none that there is.</summary>
    public static CodingLevel? Find(Recipe recipe, LevelTable levels)
    {
        var (name, tier) = (recipe.Codec.Level, recipe.Codec.Tier == "high" ? LevelTier.High : LevelTier.Main);
        return name.Length > 0 ? levels.Find(name, tier) ?? levels.Find($"{name}.0", tier) : null;
    }

    public static string Text(LevelTier tier) => tier == LevelTier.High ? "high" : "main";

    private static StreamDemand Demand(Recipe recipe, double framesPerSecond, int pictures, Func<Recipe, double, double>? decodes) => new()
    {
        Width = recipe.Resolution.Width,
        Height = recipe.Resolution.Height,
        FramesPerSecond = framesPerSecond,
        DecodesPerSecond = decodes?.Invoke(recipe, framesPerSecond) ?? 0,
        BitRate = recipe.Rate.HasBitrate ? Math.Max(recipe.Rate.Maxrate, recipe.Rate.Bitrate) : recipe.Rate.Maxrate,
        BufferBits = recipe.Rate.Buffer,
        Pictures = pictures,
    };

    private static Failure Exceeds(Recipe recipe, CodingLevel level, ExceededLimit limit) => RecipeProblems.Refuse(
        "recipe.level",
        string.Create(CultureInfo.InvariantCulture, $"Level {level.Name} allows {limit.Name} {limit.Limit:0.##}, and the recipe asks for {limit.Value:0.##} ({limit.Clause})."),
        "Use a higher level, or less size, rate or buffer.", recipe);
}

using System.Globalization;
using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>
/// Turns a ladder into recipes for one source: sizes follow the source's display aspect, nothing is upscaled, and a
/// source below the lowest rung keeps its own size. What a rung leaves open stays open for the encoding service.
/// </summary>
public static class LadderPlanner
{
    private const int SmallestSide = 16;
    private const int LargestSide = 16_384;

    /// <param name="ladder">Low to high; at least one rung.</param>
    /// <param name="track">Of the source.</param>
    /// <param name="crop">What of the upright picture is kept; null: all.</param>
    public static LadderPlan Plan(Ladder ladder, VideoTrack track, Rectangle? crop = null)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(track);
        if (ladder.Rungs.Count == 0)
        {
            throw new ArgumentException("A ladder has at least one rung.", nameof(ladder));
        }

        return Refuse(UprightPicture.Of(track, crop)) is { } failure
            ? new LadderPlan.Refused(failure)
            : PlanFor(ladder, UprightPicture.Of(track, crop));
    }

    private static Failure? Refuse(UprightPicture picture)
    {
        var (width, height) = (picture.SourceWidth, picture.Height);
        if (width < SmallestSide || height < SmallestSide)
        {
            return Refusal("input.too_small", $"The picture is {width}x{height}; the smallest that is encoded is {SmallestSide}x{SmallestSide}.");
        }

        var shownWidth = picture.WidthAt(picture.EvenHeight);
        return shownWidth switch
        {
            < SmallestSide => Refusal("input.too_small", $"In square pixels the picture is {shownWidth}x{height}; the smallest that is encoded is {SmallestSide}x{SmallestSide}."),
            > LargestSide => Refusal("input.too_large", $"In square pixels the picture is {shownWidth}x{height}; the largest side that is encoded is {LargestSide}."),
            _ when height > LargestSide => Refusal("input.too_large", $"The picture is {width}x{height}; the largest side that is encoded is {LargestSide}."),
            _ => null,
        };
    }

    private static LadderPlan.Planned PlanFor(Ladder ladder, UprightPicture picture)
    {
        var recipes = RecipesFor(ladder, picture).ToLookup(rendition => rendition.Rung.HalfRate, rendition => rendition.Recipe);
        return new LadderPlan.Planned([.. recipes[false]], [.. recipes[true]]);
    }

    private static List<(Rung Rung, Recipe Recipe)> RecipesFor(Ladder ladder, UprightPicture picture)
    {
        List<(Rung Rung, Recipe Recipe)> recipes = [];
        foreach (var rung in ladder.Rungs.Where(rung => rung.Height <= picture.EvenHeight))
        {
            var size = SizeOf(rung, picture);
            if (size.Width >= SmallestSide && (rung.Width == 0 || rung.Width <= Math.Max(picture.SourceWidth, picture.WidthAt(picture.EvenHeight))))
            {
                recipes.Add((rung, RecipeOf(rung, rung.Name, size, ladder)));
            }
        }

        return recipes.Count > 0 ? recipes : [(ladder.Rungs[0], AtSourceSize(ladder, picture))];
    }

    private static Recipe AtSourceSize(Ladder ladder, UprightPicture picture)
    {
        var size = new Resolution { Width = picture.WidthAt(picture.EvenHeight), Height = picture.EvenHeight };
        var name = string.Create(CultureInfo.InvariantCulture, $"{size.Height}p");
        return RecipeOf(ladder.Rungs[0], name, size, ladder);
    }

    private static Resolution SizeOf(Rung rung, UprightPicture picture) =>
        new() { Width = rung.Width > 0 ? rung.Width : picture.WidthAt(rung.Height), Height = rung.Height };

    private static Recipe RecipeOf(Rung rung, string name, Resolution size, Ladder ladder) => new()
    {
        Name = name,
        Codec = new Codec { Format = ladder.Codec, Profile = rung.Profile, Level = rung.Level, Bits = rung.Bits },
        Resolution = size,
        Rate = rung.Rate.Clone(),
        Chunking = new Chunking { SegmentMs = ladder.SegmentMs },
        Preset = rung.Preset,
        FilmGrain = rung.FilmGrain,
    };

    private static Failure Refusal(string code, string message) => new()
    {
        Code = code,
        Category = FailureCategory.Input,
        Message = message,
        Remedy = "Give a source with a larger picture, or check its pixel aspect ratio.",
    };
}

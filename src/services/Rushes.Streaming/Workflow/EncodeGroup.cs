using Rushes.Contracts;

namespace Rushes.Streaming.Workflow;

/// <summary>Renditions that are encoded, and measured, by one call: of one codec, and of the same frames.</summary>
/// <param name="Name">For whoever watches.</param>
/// <param name="Source">Whose frames.</param>
/// <param name="Recipes">At least one, low to high.</param>
internal sealed record EncodeGroup(string Name, VideoSource Source, IReadOnlyList<Recipe> Recipes)
{
    /// <summary>Of the whole frame rate first; codecs in the order of their ladders.</summary>
    /// <param name="title">As it was inspected.</param>
    /// <param name="plan">Of the title.</param>
    /// <param name="halved">The source at half its frame rate, where the plan has recipes for it; else none.</param>
    public static IReadOnlyList<EncodeGroup> Of(InspectedTitle title, TitlePlan plan, IReadOnlyList<VideoSource> halved) =>
        [.. Of(plan.Recipes, SourceOf(title.Inspection), ""), .. halved is [var half] ? Of(plan.HalfRate, half, " half") : []];

    /// <summary>With every frame of the timeline.</summary>
    public static VideoSource SourceOf(InspectResponse inspection) => new(inspection.ToVideoSource()) { Groups = inspection.Groups };

    private static IEnumerable<EncodeGroup> Of(IEnumerable<Recipe> recipes, VideoSource source, string rate) =>
        from recipe in recipes
        group recipe by recipe.Codec.Format into codec
        select new EncodeGroup($"{codec.Key.ToString().ToLowerInvariant()}{rate}", source, [.. codec]);
}

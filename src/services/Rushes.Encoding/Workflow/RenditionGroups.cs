using Rushes.Contracts;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// Which renditions of a chunk share a process. One decode for all of them costs up to half the CPU time less than a
/// process for each. But encoders are one thread each, and in one process the heaviest competes with all the others for
/// its core, so that a chunk that is alone takes longer than its heaviest rendition. How many processes are worth it
/// <see cref="WorkSpread"/> decides; the bytes are the same either way.
/// </summary>
internal static class RenditionGroups
{
    /// <summary>As many groups as there are processes, of even weight; each codec has a function of its own, and at least one.</summary>
    public static IEnumerable<RenditionGroup> Choose(IReadOnlyList<Recipe> recipes, int processes) =>
        Enumerable.Range(0, recipes.Count).ToLookup(recipe => recipes[recipe].Codec.Format)
            .SelectMany(codec => Choose(recipes, [.. codec], processes));

    private static IEnumerable<RenditionGroup> Choose(IReadOnlyList<Recipe> recipes, IReadOnlyList<int> ofCodec, int processes)
    {
        var groups = new (RenditionGroup Group, long Weight)[Math.Clamp(processes, 1, ofCodec.Count)];
        for (var group = 0; group < groups.Length; group++)
        {
            groups[group].Group = new RenditionGroup();
        }

        // Heaviest first, each to the group that is lightest so far. A group's first rendition is then its heaviest, whose
        // frames are the progress that an encoder process reports.
        foreach (var recipe in ofCodec.OrderByDescending(recipe => recipes[recipe].Resolution.Pixels))
        {
            var lightest = Array.IndexOf(groups, groups.MinBy(group => group.Weight));
            groups[lightest].Group.Recipes.Add(recipe);
            groups[lightest].Weight += recipes[recipe].Resolution.Pixels;
        }

        return groups.Select(group => group.Group);
    }
}

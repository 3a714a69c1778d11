using Rushes.Contracts;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// Which renditions of a chunk share a process. One decode for all of them costs up to half the CPU time less than a
/// process for each. But encoders are one thread each, and in one process the heaviest competes with all the others for
/// its core, so that a chunk that is alone takes longer than its heaviest rendition. So there are as many groups, of even
/// weight, as make a process for every encoder slot, and no more. The bytes are the same either way.
/// </summary>
internal static class RenditionGroups
{
    public static IEnumerable<RenditionGroup> Choose(IReadOnlyList<Recipe> recipes, int chunks, int encoderSlots)
    {
        var processesPerChunk = (encoderSlots + chunks - 1) / chunks;

        // Each codec has a function of its own.
        return Enumerable.Range(0, recipes.Count).ToLookup(recipe => recipes[recipe].Codec.Format)
            .SelectMany(codec => Choose(recipes, [.. codec], processesPerChunk));
    }

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

using Rushes.Contracts;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// Which renditions of a chunk share a process. One decode for all of them costs up to half the CPU time less than a
/// process for each, but such a process keeps only as many cores busy as its renditions weigh together, in units of the
/// heaviest. So they share while the chunks alone can fill the encoder slots, and go apart where cores would idle.
/// The bytes are the same either way.
/// </summary>
internal static class RenditionGroups
{
    public static IEnumerable<RenditionGroup> Choose(IReadOnlyList<Recipe> recipes, int chunks, int encoderSlots)
    {
        var weights = recipes.Select(recipe => (double)recipe.Resolution.Width * recipe.Resolution.Height).ToArray();
        var coresOfSharedProcess = weights.Sum() / weights.Max();

        // Heaviest first: the progress that an encoder process reports is that of its first output.
        var order = Enumerable.Range(0, recipes.Count).OrderByDescending(recipe => weights[recipe]).ToArray();
        const double AlmostAll = 0.9;
        return chunks * coresOfSharedProcess >= encoderSlots * AlmostAll
            ? [Group(order)]
            : order.Select(recipe => Group([recipe]));
    }

    private static RenditionGroup Group(IEnumerable<int> recipes)
    {
        var group = new RenditionGroup();
        group.Recipes.AddRange(recipes);
        return group;
    }
}

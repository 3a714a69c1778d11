using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>The tracks and files of a package: how much of their bytes is laid down.</summary>
internal static class PackageItems
{
    private const string Workflow = "packaging.package";

    /// <summary>Whether the job does nothing but package.</summary>
    public static bool AreAll(IReadOnlyList<WorkSnapshot> works) => works.Count > 0 && works.All(work => work.Workflow == Workflow);

    /// <returns>Zero of zero where nothing is known yet.</returns>
    public static (double Done, double Total) Bytes(IEnumerable<WorkSnapshot> works)
    {
        var items = works.Where(work => work is { Workflow: Workflow, Node: "track" or "file" }).ToArray();
        return (items.Sum(item => item.Weight * Fraction(item)), items.Sum(item => (double)item.Weight));
    }

    private static double Fraction(WorkSnapshot item) =>
        item.State == WorkState.Done ? 1 : item.Total > 0 ? Math.Clamp((double)item.Done / item.Total, 0, 1) : 0;
}

using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>How far an inspection is: each of its steps that takes time, and then the page.</summary>
internal static class InspectProgress
{
    /// <param name="works">Of the inspection.</param>
    /// <param name="page">Null: none is written.</param>
    public static ProgressState Of(IReadOnlyList<WorkSnapshot> works, PhaseState? page)
    {
        var steps = works.GroupBy(work => work.Node).Select(step => StateOf(step.Key, [.. step]));
        return new ProgressState([.. steps, .. page is null ? Array.Empty<PhaseState>() : [page]], [], 0, null, null, null);
    }

    private static PhaseState StateOf(string step, WorkSnapshot[] works) => new(step, works.Stage())
    {
        Fraction = Array.Exists(works, work => work.Total > 0) ? works.Fraction() : null,
    };
}

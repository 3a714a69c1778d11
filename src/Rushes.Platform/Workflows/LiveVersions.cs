using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>A run goes on under the definition and with the builds it was started with, so a process that lacks them must not take it up.</summary>
internal static class LiveVersions
{
    /// <exception cref="MissingVersionsException">Runs under way need what this build does not have.</exception>
    public static async Task CheckAsync(StateDatabase database, WorkflowCatalog catalog, CancellationToken cancellationToken)
    {
        var workflows = await database.ReadAsync(RunRows.Live, cancellationToken);
        var builds = await database.ReadAsync(BuildRows.Live, cancellationToken);
        string[] missing =
        [
            .. workflows.Where(live => catalog.Workflow(live.Workflow, live.Version) is null).Select(live => $"workflow {live.Workflow} version {live.Version}"),
            .. builds.Where(live => catalog.Function(live.Function)?.Manifest.Version != live.Version).Select(live => $"function {BuildRows.Name(live.Function, live.Version)}"),
        ];
        if (missing.Length > 0)
        {
            throw new MissingVersionsException(missing);
        }
    }
}

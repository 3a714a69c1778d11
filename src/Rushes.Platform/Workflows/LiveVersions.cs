using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>A run goes on under the definition and with the builds it was started with, so a process that lacks them must not take it up.</summary>
internal static class LiveVersions
{
    private const string UnderWay = "run.state = 'running'";

    /// <summary>The run and all it called, however they ended.</summary>
    private const string OfOneRun = """
        run.id IN (
          WITH RECURSIVE tree (id) AS (SELECT @run UNION ALL SELECT call.id FROM tree JOIN call ON call.run_id = tree.id)
          SELECT id FROM tree)
        """;

    /// <summary>For a start: what runs under way need.</summary>
    /// <param name="database">Holds the runs.</param>
    /// <param name="catalog">What this process has.</param>
    /// <param name="alone">No worker can come that has other builds than this process.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MissingVersionsException">This build does not have it.</exception>
    public static Task CheckAsync(StateDatabase database, WorkflowCatalog catalog, bool alone, CancellationToken cancellationToken) =>
        CheckAsync(database, catalog, alone, UnderWay, [], cancellationToken);

    /// <summary>For a retry: what a run that has ended needs to go on.</summary>
    /// <exception cref="MissingVersionsException">This build does not have it.</exception>
    public static Task CheckAsync(StateDatabase database, WorkflowCatalog catalog, bool alone, string run, CancellationToken cancellationToken) =>
        CheckAsync(database, catalog, alone, OfOneRun, [("run", run)], cancellationToken);

    private static async Task CheckAsync(
        StateDatabase database, WorkflowCatalog catalog, bool alone, string which, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        var workflows = await database.ReadAsync(
            sql => sql.Query(
                $"SELECT DISTINCT workflow, workflow_version FROM run WHERE {which} ORDER BY workflow, workflow_version",
                row => (Name: row.GetString(0), Version: row.GetInt32(1)), parameters),
            cancellationToken);
        var builds = await database.ReadAsync(
            sql => sql.Query(
                $"""
                SELECT DISTINCT run_build.function, run_build.version FROM run_build JOIN run ON run.id = run_build.run_id
                WHERE {which} ORDER BY run_build.function, run_build.version
                """,
                row => (Function: row.GetString(0), Version: row.GetString(1)), parameters),
            cancellationToken);
        string[] missing =
        [
            .. workflows.Where(live => catalog.Workflow(live.Name, live.Version) is null).Select(live => $"workflow {live.Name} version {live.Version}"),
            .. builds.Select(live => FunctionBuild.Release(live.Function, live.Version)).Where(build => !Has(catalog, build, alone)).Select(build => $"function {build}"),
        ];
        if (missing.Length > 0)
        {
            throw new MissingVersionsException(missing);
        }
    }

    /// <summary>A build of the same release by other tools is a worker's to have.</summary>
    private static bool Has(WorkflowCatalog catalog, string build, bool alone) =>
        catalog.Builds.Any(one => alone ? one.Id == build : FunctionBuild.ReleaseOf(one.Id) == FunctionBuild.ReleaseOf(build));
}

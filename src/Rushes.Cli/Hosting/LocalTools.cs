using Rushes.Contracts;
using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Hosting;

/// <summary>The tools of this machine, and what runs them: in the sandbox that RUSHES_SANDBOX asks for.</summary>
/// <param name="Runner">Runs them.</param>
/// <param name="Located">All of them.</param>
internal sealed record LocalTools(IToolRunner Runner, LocatedTools Located)
{
    /// <returns>Null tools: something is missing, and all of it is named.</returns>
    public static async Task<(LocalTools? Tools, IReadOnlyList<Failure> Failures)> FindAsync(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var (runner, refusal) = await Sandboxes.FindRunnerAsync(surroundings, cancellationToken);
        if (refusal is not null)
        {
            return (null, [refusal]);
        }

        var search = ToolSearches.From(surroundings) with { KnownToolsFolder = Path.Combine(surroundings.DefaultWorkPath, "known-tools") };
        var located = await new ToolLocator(runner).LocateAsync(search, cancellationToken);
        return located.Complete ? (new LocalTools(runner, located), []) : (null, located.Failures);
    }
}

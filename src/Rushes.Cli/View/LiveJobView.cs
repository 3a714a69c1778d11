using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Contracts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rushes.Cli.View;

/// <summary>For a terminal: the job with its tree, drawn in place.</summary>
internal sealed class LiveJobView(IAnsiConsole console, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public async Task<JobGraph> FollowAsync(FoundJob found, Func<Task<JobGraph>> look, CancellationToken cancellationToken)
    {
        var graph = await look();
        await console.Live(Render(found, graph)).AutoClear(true).StartAsync(async context =>
        {
            using var timer = new PeriodicTimer(Look, time);
            while (!graph.Job.HasEnded)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
                graph = await look();
                context.UpdateTarget(Render(found, graph));
            }
        });
        return graph;
    }

    internal static IRenderable Render(FoundJob found, JobGraph graph) =>
        new Rows([.. JobText.Header(found, graph).Select(line => new Markup(line)), JobTree.Of(graph)]);
}

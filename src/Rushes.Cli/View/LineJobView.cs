using Rushes.Cli.Report;
using Rushes.Contracts;

namespace Rushes.Cli.View;

/// <summary>For logs: a line when a node begins or ends, and one every few seconds while nothing does.</summary>
internal sealed class LineJobView(TextWriter writer, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Run, string Node), JobWorkStatus> _states = [];
    private long _lastLine = time.GetTimestamp();

    public async Task<JobGraph> FollowAsync(Func<Task<JobGraph>> look, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        var graph = await look();
        while (!graph.Job.HasEnded)
        {
            Show(graph);
            await timer.WaitForNextTickAsync(cancellationToken);
            graph = await look();
        }

        if (_states.Count > 0)
        {
            Show(graph);
        }

        return graph;
    }

    private void Show(JobGraph graph)
    {
        Show(graph.Run);
        if (!graph.Job.HasEnded && time.GetElapsedTime(_lastLine) >= Pause)
        {
            Write($"{JobsTable.Percent(graph.Job)} done");
        }
    }

    private void Show(RunGraph run)
    {
        foreach (var node in run.Nodes)
        {
            if (node.Status != _states.GetValueOrDefault((run.Id, node.Name)))
            {
                _states[(run.Id, node.Name)] = node.Status;
                Write($"{run.Workflow}/{node.Name}: {JobAnswers.Word(node.Status)}");
            }

            foreach (var call in node.Items.Select(item => item.Call).OfType<RunGraph>())
            {
                Show(call);
            }
        }
    }

    private void Write(string line)
    {
        _lastLine = time.GetTimestamp();
        writer.WriteLine(line);
    }
}

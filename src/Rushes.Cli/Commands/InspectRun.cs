using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>One inspection, from checked settings to an exit code.</summary>
internal sealed class InspectRun(Surroundings surroundings, InspectSettings settings)
{
    private readonly AnsweringRun _run = new(
        surroundings, settings.Json, (status, failures, time) => ReportJson.Write(new InspectAnswer { Status = status, Failures = failures, Time = time }))
    {
        WithTrace = settings.Verbose,
    };

    /// <param name="failures">What is wrong with the command so far.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public Task<int> StartAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken) =>
        _run.StartAsync(() => failures.Count > 0 ? Task.FromResult(_run.Refuse(failures)) : RunAsync(cancellationToken), cancellationToken);

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var export = OtlpExport.Start(surroundings);
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return _run.Refuse(missing);
        }

        var view = ProgressViews.For(surroundings, settings.Json, settings.Verbose);
        var job = new InspectJob(settings, ServiceCatalog.ForInspections(tools.Located), tools.Located.Ffmpeg!, tools.Runner, view, surroundings.Time, logging);
        return Show(await job.RunAsync(cancellationToken));
    }

    /// <returns>The exit code.</returns>
    internal int Show(InspectEnd end) => end switch
    {
        InspectEnd.Inspected inspected => Show(inspected),
        InspectEnd.Failed failed => _run.Refuse(failed.Failures),
        _ => _run.ShowInterrupted(),
    };

    private int Show(InspectEnd.Inspected inspected)
    {
        var answer = InspectAnswers.Of(inspected.Response, _run.Clock.Read(inspected.Works));
        if (settings.Json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(answer));
        }
        else
        {
            InspectTable.Write(answer, new FilmTime(inspected.Timeline), Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        return answer.Status == "done" ? ExitCodes.Done : ExitCodes.InputRefused;
    }
}

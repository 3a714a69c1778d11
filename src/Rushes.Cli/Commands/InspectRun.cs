using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>One inspection, from checked settings to an exit code.</summary>
internal sealed class InspectRun(Surroundings surroundings, InspectSettings settings)
{
    private readonly JobClock _clock = new(surroundings.Time);

    /// <param name="failures">What is wrong with the command so far.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Here a broken world becomes a failure that people and programs can read.")]
    public async Task<int> StartAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken)
    {
        try
        {
            return failures.Count > 0 ? Refuse(failures) : await RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ShowInterrupted();
        }
        catch (Exception exception)
        {
            return Refuse([BrokenWorld.ToFailure(exception, settings.Verbose)]);
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var export = OtlpExport.Start(surroundings);
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return Refuse(missing);
        }

        var view = ProgressViews.For(surroundings, settings.Json, settings.Verbose);
        var job = new InspectJob(settings, ServiceCatalog.ForInspections(tools.Located), tools.Located.Ffmpeg!, tools.Runner, view, surroundings.Time, logging);
        return Show(await job.RunAsync(cancellationToken));
    }

    /// <returns>The exit code.</returns>
    internal int Show(InspectEnd end) => end switch
    {
        InspectEnd.Inspected inspected => Show(inspected),
        InspectEnd.Failed failed => Refuse(failed.Failures),
        _ => ShowInterrupted(),
    };

    private int Show(InspectEnd.Inspected inspected)
    {
        var answer = InspectAnswers.Of(inspected.Response, _clock.Read(inspected.Works));
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

    private int Refuse(IReadOnlyList<Failure> failures)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        PrintEnd(ExitCodes.StatusOf(exitCode), failures);
        return exitCode;
    }

    private int ShowInterrupted()
    {
        surroundings.Error.WriteLine("Interrupted.");
        PrintEnd("cancelled", []);
        return ExitCodes.Interrupted;
    }

    private void PrintEnd(string status, IEnumerable<Failure> failures)
    {
        if (settings.Json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(new InspectAnswer { Status = status, Failures = [.. failures.Select(ReportBuilder.Failure)], Time = _clock.Read([]) }));
        }
    }
}

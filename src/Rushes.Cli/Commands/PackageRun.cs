using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Commands;

/// <summary>From checked settings to an exit code, with all that is printed on the way.</summary>
internal sealed class PackageRun(Surroundings surroundings, PackageSettings settings)
{
    private readonly JobClock _clock = new(surroundings.Time);

    /// <param name="failures">What is wrong with the command so far.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    [SuppressMessage("Design", "CA1031", Justification = "The one place where a broken world becomes a failure that people and programs can read.")]
    public async Task<int> StartAsync(IReadOnlyList<Failure> failures, CancellationToken cancellationToken)
    {
        try
        {
            var obstacle = settings.OutputPath.Length > 0 && !InputFile.IsObject(settings.OutputPath) ? new OutputFolder(settings.OutputPath).FindObstacle() : null;
            Failure[] all = obstacle is null ? [.. failures] : [.. failures, obstacle];
            return all.Length > 0 ? UsageEnd.Write(all, settings.Json, surroundings) : await RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ShowInterrupted();
        }
        catch (Exception exception)
        {
            return ShowFailed([BrokenWorld.ToFailure(exception, settings.Verbose)]);
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var export = OtlpExport.Start(surroundings);
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return ShowFailed(missing);
        }

        var view = ProgressViews.For(surroundings, settings.Json, settings.Verbose);
        var keys = new KeysCommand(new ToolRunner(surroundings.Time), surroundings.Variable("PATH"), surroundings.CurrentFolder);
        return await new PackageJob(settings, tools, keys, view, _clock, surroundings.Time, logging).RunAsync(cancellationToken) switch
        {
            JobEnd.Published published => Show(published.Report),
            JobEnd.Failed failed => ShowFailed(failed.Failures),
            _ => ShowInterrupted(),
        };
    }

    private int Show(JobReport report)
    {
        if (settings.Json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(report));
        }
        else
        {
            ReportTable.Write(report, settings.OutputPath, Terminal.Of(surroundings.Output, surroundings.OutputIsTerminal));
        }

        return ExitCodes.Done;
    }

    private int ShowFailed(IReadOnlyList<Failure> failures)
    {
        FailureText.Write(failures, surroundings.Error);
        var exitCode = ExitCodes.For(failures);
        PrintEnd(exitCode is ExitCodes.Usage or ExitCodes.InputRefused ? "refused" : "failed", failures);
        return exitCode;
    }

    private int ShowInterrupted()
    {
        surroundings.Error.WriteLine("Interrupted. Nothing was made.");
        PrintEnd("cancelled", []);
        return ExitCodes.Interrupted;
    }

    private void PrintEnd(string status, IReadOnlyList<Failure> failures)
    {
        if (settings.Json)
        {
            surroundings.Output.WriteLine(ReportJson.Write(ReportBuilder.Ended(status, null, failures, _clock.Read([]))));
        }
    }
}

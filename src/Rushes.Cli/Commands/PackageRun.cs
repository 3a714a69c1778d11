using System.Diagnostics.CodeAnalysis;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Commands;

/// <summary>From checked settings to an exit code, with all that is printed on the way.</summary>
internal sealed class PackageRun(Surroundings surroundings, PackageSettings settings)
{
    private const string Interrupted = "Interrupted. Nothing was made.";

    private readonly JobEnding _ending = new(surroundings, settings.OutputPath, settings.Json);

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
            return _ending.ShowInterrupted(Interrupted);
        }
        catch (Exception exception)
        {
            return _ending.ShowFailed([BrokenWorld.ToFailure(exception, settings.Verbose)]);
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var export = OtlpExport.Start(surroundings);
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return _ending.ShowFailed(missing);
        }

        var view = ProgressViews.For(surroundings, settings.Json, settings.Verbose);
        var keys = new KeysCommand(new ToolRunner(surroundings.Time), surroundings.Variable("PATH"), surroundings.CurrentFolder);
        return await new PackageJob(settings, tools, keys, view, _ending.Clock, surroundings.Time, logging).RunAsync(cancellationToken) switch
        {
            JobEnd.Published published => _ending.Show(published.Report),
            JobEnd.Failed failed => _ending.ShowFailed(failed.Failures),
            _ => _ending.ShowInterrupted(Interrupted),
        };
    }
}

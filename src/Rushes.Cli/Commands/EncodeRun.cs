using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Cli.Jobs;
using Rushes.Cli.Remote;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>What <c>encode</c> and <c>demo</c> share: from checked settings to an exit code, with all that is printed on the way.</summary>
internal sealed class EncodeRun(Surroundings surroundings, EncodeSettings settings)
{
    private readonly JobEnding _ending = new(surroundings, settings.OutputPath, settings.Json);
    private readonly OutputFolder _output = new(settings.OutputPath);

    private string Interrupted => settings.Server is { } server
        ? $"Interrupted. What was begun at {server} goes on there: run the same command again to pick it up."
        : "Interrupted. What is finished is kept: run the same command again to go on.";

    private IProgressView View => ProgressViews.For(surroundings, settings.Json, settings.Verbose);

    /// <param name="failures">What is wrong with the command so far.</param>
    /// <param name="input">Looked at only when nothing is.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    [SuppressMessage("Design", "CA1031", Justification = "The one place where a broken world becomes a failure that people and programs can read.")]
    public async Task<int> StartAsync(IReadOnlyList<Failure> failures, IJobInput input, CancellationToken cancellationToken)
    {
        try
        {
            var obstacle = settings.OutputPath.Length > 0 ? _output.FindObstacle() : null;
            if (failures.Count == 0 && obstacle is not null && FindFinished(input) is { } finished)
            {
                return _ending.Show(finished);
            }

            Failure[] all = obstacle is null ? [.. failures] : [.. failures, obstacle];
            return all.Length > 0 ? UsageEnd.Write(all, settings.Json, surroundings) : await RunAsync(input, cancellationToken);
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

    private async Task<int> RunAsync(IJobInput input, CancellationToken cancellationToken)
    {
        using var export = OtlpExport.Start(surroundings);
        using var logging = StandardErrorLog.Create(settings.Verbose, surroundings);
        if (settings is { Server: { } address } && input.Path is { } given)
        {
            return await RunAtAsync(address, input, given, logging, cancellationToken);
        }

        var (tools, missing) = await LocalTools.FindAsync(surroundings, cancellationToken);
        if (tools is null)
        {
            return _ending.ShowFailed(missing);
        }

        var folder = input.Identity is { } known ? WorkFolder.Of(settings.WorkPath, JobId.Of(known, settings)).Path : settings.WorkPath;
        var (path, failure) = await input.ProvideAsync(folder, tools.Runner, tools.Located.Ffmpeg!, cancellationToken);
        if (path is null)
        {
            return _ending.ShowFailed([failure!]);
        }

        return settings.Server is { } server
            ? await RunAtAsync(server, input, path, logging, cancellationToken)
            : await RunHereAsync(input, path, tools, logging, cancellationToken);
    }

    private async Task<int> RunHereAsync(IJobInput input, string path, LocalTools tools, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        var id = JobId.Of(input.Identity!, settings);
        var services = ServiceCatalog.Create(tools.Located, intoFolders: true);
        var rate = new SourceRate(path, tools.Runner, tools.Located.Ffprobe!);
        return await RunAsync(
            id, input, path, new LocalWork(id, path, settings, services, tools.Runner, View, rate.Read, surroundings.Time, logging), cancellationToken);
    }

    private async Task<int> RunAtAsync(Uri address, IJobInput input, string path, ILoggerFactory logging, CancellationToken cancellationToken)
    {
        using var server = new ServerConnection(address, settings.Token, surroundings.Time, logging);
        if (await server.FindObstacleAsync(cancellationToken) is { } obstacle)
        {
            return _ending.ShowFailed([obstacle]);
        }

        var id = JobId.Of(input.Identity!, settings);
        return await RunAsync(id, input, path, new RemoteWork(id, path, settings, server, View, surroundings.Time), cancellationToken);
    }

    private async Task<int> RunAsync(string id, IJobInput input, string path, IJobWork work, CancellationToken cancellationToken)
    {
        _ending.JobId = id;
        return await new EncodeJob(id, input.Identity!.Uri, settings, work, _ending.Clock).RunAsync(cancellationToken) switch
        {
            JobEnd.Published published => _ending.Show(published.Report),
            JobEnd.Failed failed => _ending.ShowFailed(JobFailures.Blame(failed.Failures, path, input.Identity!.Path)),
            _ => _ending.ShowInterrupted(Interrupted),
        };
    }

    private JobReport? FindFinished(IJobInput input)
    {
        if (input.Identity is not { } identity || !File.Exists(_output.ReportFile))
        {
            return null;
        }

        var id = JobId.Of(identity, settings);
        var report = ReportJson.TryRead(File.ReadAllText(_output.ReportFile));
        if (report is not { Status: "done" } || report.Job != id)
        {
            return null;
        }

        // Killed between the rename and the end: the job's folder is of no more use.
        WorkFolder.Of(settings.WorkPath, id).Delete();
        return report;
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Cli.Report;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;

namespace Rushes.Cli.Jobs;

/// <summary>
/// One package from its lock to its published folder. It is made in one go: what an earlier try has left is thrown away, and what
/// it makes appears by one rename, or not at all.
/// </summary>
internal sealed class PackageJob(
    PackageSettings settings, LocalTools tools, KeysCommand keysCommand, IProgressView view, JobClock clock, TimeProvider time, ILoggerFactory logging)
{
    private readonly string _id = IdOf(settings);

    public async Task<JobEnd> RunAsync(CancellationToken cancellationToken)
    {
        var folder = WorkFolder.Of(settings.WorkPath, _id);
        Directory.CreateDirectory(folder.Path);
        using var jobLock = JobLock.TryTake(folder.LockFile);
        if (jobLock is null)
        {
            return new JobEnd.Failed(JobFailures.AlreadyRunning(folder));
        }

        var place = PackagePlace.Of(settings, _id, time, logging);
        if (await place.FindObstacleAsync(cancellationToken) is { } obstacle)
        {
            folder.Delete();
            return new JobEnd.Failed(obstacle);
        }

        try
        {
            folder.Create();
            folder.Empty();
            return await RunAsync(folder, place, cancellationToken);
        }
        finally
        {
            await place.DiscardAsync();
            folder.Delete();
        }
    }

    private async Task<JobEnd> RunAsync(WorkFolder folder, PackagePlace place, CancellationToken cancellationToken)
    {
        var (keys, failures) = await PrepareKeysAsync(folder, cancellationToken);
        if (failures.Count > 0)
        {
            return new JobEnd.Failed(failures);
        }

        var services = ServiceCatalog.ForPackages(tools.Located);
        await using var host = await JobPlatform.StartAsync(folder, place.Open(folder, keys), pieces: null, services, tools.Runner, time, logging, cancellationToken);
        var submission = await host.SubmitAsync(Methods.Package, Request(place, keys), _id, new Priority { Class = PriorityClass.Standard }, cancellationToken);
        if (submission is not Submission.Accepted { RunId: var runId })
        {
            return new JobEnd.Failed(((Submission.Refused)submission).Failures);
        }

        var model = new ProgressModel(time);
        var wait = host.WaitAsync(Methods.Package, runId, cancellationToken);
        await view.FollowAsync(async () => model.Update(await host.SnapshotAsync(runId, cancellationToken)), wait);
        return await wait switch
        {
            RunEnd<PackageResponse>.Succeeded succeeded => await PublishAsync(succeeded.Response, place, await host.SnapshotAsync(runId, cancellationToken), cancellationToken),
            RunEnd<PackageResponse>.Failed failed => new JobEnd.Failed(failed.Failures),
            _ => new JobEnd.Interrupted(),
        };
    }

    private async Task<JobEnd> PublishAsync(
        PackageResponse response, PackagePlace place, IReadOnlyList<WorkSnapshot> works, CancellationToken cancellationToken)
    {
        var report = ReportBuilder.Packaged(_id, response, clock.Read(works));
        await place.PublishAsync(response.Files, ReportJson.Write(report) + "\n", cancellationToken);
        return new JobEnd.Published(report);
    }

    /// <returns>The path of a keys file; null where nothing is encrypted.</returns>
    private async Task<(string? Path, IReadOnlyList<Failure> Failures)> PrepareKeysAsync(WorkFolder folder, CancellationToken cancellationToken)
    {
        if (settings.Keys is not { Command.Count: > 0 } source)
        {
            return (settings.Keys?.Path, []);
        }

        var (keys, failures) = await keysCommand.RunAsync(source, cancellationToken);
        if (failures.Count == 0)
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var writer = new StreamWriter(folder.Keys, options);
            await writer.WriteAsync(keys);
        }

        return (folder.Keys, failures);
    }

    private PackageRequest Request(PackagePlace place, string? keys) => new()
    {
        DestinationUri = place.DestinationUri,
        SegmentMs = settings.SegmentMs,
        Inputs = { settings.Inputs.Select(Object) },
        Forms = { settings.Forms },
        SegmentFiles = settings.SegmentFiles,
        Copyable = settings.Copyable,
        ThumbnailIntervalMs = settings.ThumbnailIntervalMs,
        Keys = keys is null ? null : Object(keys),
        Texts = { settings.Texts.Select(path => TextNames.Track(path, Object(path))) },
    };

    // How large an object of S3 is, its store says when it is opened.
    private static ObjectRef Object(string path) => InputFile.IsObject(path)
        ? new ObjectRef { Uri = path }
        : new ObjectRef { Uri = LocalObjectStore.UriOf(path), Size = new FileInfo(path).Length };

    private static string IdOf(PackageSettings settings)
    {
        var text = string.Join('\0', ["rushes package 1", settings.OutputPath, .. settings.Inputs]);
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}

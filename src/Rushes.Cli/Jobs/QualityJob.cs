using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;

namespace Rushes.Cli.Jobs;

/// <summary>One measurement of two files: both are inspected, and the one is held against the other. Nothing of it is kept.</summary>
internal sealed class QualityJob(QualitySettings settings, LocalTools tools, IProgressView view, TimeProvider time, ILoggerFactory logging)
{
    private const int WorstPictures = 6;

    private readonly ConcurrentQueue<string> _runs = new();

    public async Task<QualityEnd> RunAsync(CancellationToken cancellationToken)
    {
        var folder = WorkFolder.Of(settings.WorkPath, IdOf(settings));
        Directory.CreateDirectory(folder.Path);
        using var jobLock = JobLock.TryTake(folder.LockFile);
        if (jobLock is null)
        {
            return new QualityEnd.Failed([JobFailures.AlreadyRunning(folder)]);
        }

        try
        {
            folder.Create();
            folder.Empty();
            var store = new LocalObjectStore(folder.Objects, [settings.ReferencePath, settings.EncodedPath]);
            await using var host = await JobPlatform.StartAsync(
                folder, store, pieces: null, ServiceCatalog.ForQuality(tools.Located), tools.Runner, time, logging, cancellationToken);
            return await RunAsync(host, cancellationToken);
        }
        finally
        {
            folder.Delete();
        }
    }

    private async Task<QualityEnd> RunAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        var measuring = MeasureAsync(host, cancellationToken);
        await view.FollowAsync(async () => QualityProgress.Of(await WorksAsync(host, cancellationToken)), measuring);
        var end = await measuring;
        if (end is QualityEnd.Measured measured && settings.HtmlPath is { } path)
        {
            await QualityPageFile.WriteAsync(path, measured, cancellationToken);
        }

        return end;
    }

    private async Task<QualityEnd> MeasureAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        var inspections = await Task.WhenAll(
            AskAsync(host, Methods.Inspect, Inspect(settings.ReferencePath, settings.Steps), "reference", cancellationToken),
            AskAsync(host, Methods.Inspect, Inspect(settings.EncodedPath, null), "encoded", cancellationToken));
        if (inspections is not [{ Response: { } reference }, { Response: { } encoded }])
        {
            return Ended(inspections.SelectMany(inspection => inspection.Failures ?? []), inspections.Any(inspection => inspection is { Failures: null, Response: null }));
        }

        var (response, failures) = await AskAsync(host, Methods.Measure, Measure(reference, encoded), "measure", cancellationToken);
        return response is null
            ? Ended(failures ?? [], failures is null)
            : new QualityEnd.Measured(reference, encoded, response, await WorksAsync(host, cancellationToken));
    }

    private static QualityEnd Ended(IEnumerable<Failure> failures, bool interrupted) =>
        interrupted ? new QualityEnd.Interrupted() : new QualityEnd.Failed([.. failures]);

    // Neither a response nor failures: it was stopped.
    private async Task<(TResponse? Response, IReadOnlyList<Failure>? Failures)> AskAsync<TRequest, TResponse>(
        PlatformHost host, Method<TRequest, TResponse> method, TRequest request, string id, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var submission = await host.SubmitAsync(method, request, id, new Priority { Class = PriorityClass.Standard }, cancellationToken);
        if (submission is not Submission.Accepted { RunId: var run })
        {
            return (null, ((Submission.Refused)submission).Failures);
        }

        _runs.Enqueue(run);
        return await host.WaitAsync(method, run, cancellationToken) switch
        {
            RunEnd<TResponse>.Succeeded succeeded => (succeeded.Response, null),
            RunEnd<TResponse>.Failed failed => (null, failed.Failures),
            _ => (null, null),
        };
    }

    private async Task<IReadOnlyList<WorkSnapshot>> WorksAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        List<WorkSnapshot> works = [];
        foreach (var run in _runs)
        {
            works.AddRange(await host.SnapshotAsync(run, cancellationToken));
        }

        return works;
    }

    private static InspectRequest Inspect(string path, Steps? steps) => new()
    {
        SourceUri = LocalObjectStore.UriOf(path), Pictures = Steps.PicturesOf(steps), Phase = InspectionPhase.Artefacts,
    };

    private MeasureRequest Measure(InspectResponse reference, InspectResponse encoded) => new()
    {
        Reference = SourceOf(reference),
        Steps = settings.Steps,
        Videos = { new MeasuredVideo { Name = Path.GetFileName(settings.EncodedPath), File = SourceOf(encoded) } },
        Model = settings.Model,
        Metrics = { settings.Metrics },
        Sampling = settings.Share is { } share ? new Sampling { Share = share } : null,
        WorstPictures = settings.HtmlPath is null ? 0 : WorstPictures,
    };

    private static VideoSource SourceOf(InspectResponse inspection) => new()
    {
        Media = inspection.Source, Track = inspection.Video, Timeline = inspection.Timeline, Fingerprints = inspection.Fingerprints,
    };

    private static string IdOf(QualitySettings settings)
    {
        var text = string.Join('\0', "rushes quality 1", settings.ReferencePath, settings.EncodedPath);
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}

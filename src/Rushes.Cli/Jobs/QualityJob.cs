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

    private readonly PassingJob _job = new(
        "rushes quality 1", settings.WorkPath, [settings.Reference.Identity!.Path, settings.EncodedPath], ServiceCatalog.ForQuality(tools.Located), tools.Runner, time, logging);

    public async Task<QualityEnd> RunAsync(CancellationToken cancellationToken)
    {
        var (end, failure) = await _job.RunAsync(host => RunAsync(host, cancellationToken), cancellationToken);
        return end ?? new QualityEnd.Failed([failure!]);
    }

    private async Task<QualityEnd> RunAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        var calls = new ServiceCalls(host);
        var measuring = MeasureAsync(calls, cancellationToken);
        await view.FollowAsync(async () => QualityProgress.Of(await calls.WorksAsync(cancellationToken)), measuring);
        var end = await measuring;
        if (end is QualityEnd.Measured measured)
        {
            await WriteFilesAsync(measured, cancellationToken);
        }

        return end;
    }

    private async Task WriteFilesAsync(QualityEnd.Measured measured, CancellationToken cancellationToken)
    {
        if (settings.ScoresPath is { } scores)
        {
            await ScoresFile.WriteAsync(scores, measured, cancellationToken);
        }

        if (settings.HtmlPath is { } page)
        {
            await QualityPageFile.WriteAsync(page, measured, cancellationToken);
        }
    }

    private async Task<QualityEnd> MeasureAsync(ServiceCalls calls, CancellationToken cancellationToken)
    {
        var (path, failure) = await settings.Reference.ProvideAsync(_job.Objects, tools.Runner, tools.Located.Ffmpeg!, cancellationToken);
        if (path is null)
        {
            return new QualityEnd.Failed([failure!]);
        }

        var (encode, failures) = await EncodedFile.ProvideAsync(settings.EncodedPath, _job.Objects, cancellationToken);
        if (encode is null)
        {
            return new QualityEnd.Failed(failures);
        }

        return await MeasureAsync(path, encode, calls, cancellationToken);
    }

    private async Task<QualityEnd> MeasureAsync(string path, string encode, ServiceCalls calls, CancellationToken cancellationToken)
    {
        var inspections = await Task.WhenAll(
            calls.AskAsync(Methods.Inspect, Inspect(path, settings.Steps), "reference", cancellationToken),
            calls.AskAsync(Methods.Inspect, Inspect(encode, null), "encoded", cancellationToken));
        if (inspections is not [{ Response: { } reference }, { Response: { } encoded }])
        {
            return Ended(path, encode, inspections.SelectMany(inspection => inspection.Failures ?? []), inspections.Any(inspection => inspection is { Failures: null, Response: null }));
        }

        var (response, failures) = await calls.AskAsync(Methods.Measure, Measure(reference, encoded), "measure", cancellationToken);
        if (response is null)
        {
            return Ended(path, encode, failures ?? [], failures is null);
        }

        // As people know them, not what was made of them on the way.
        reference.Source.Uri = settings.Reference.Identity!.Uri;
        encoded.Source.Uri = LocalObjectStore.UriOf(settings.EncodedPath);
        return new QualityEnd.Measured(reference, encoded, response, await calls.WorksAsync(cancellationToken));
    }

    private QualityEnd Ended(string reference, string encode, IEnumerable<Failure> failures, bool interrupted) => interrupted
        ? new QualityEnd.Interrupted()
        : new QualityEnd.Failed(JobFailures.Blame(JobFailures.Blame(failures, reference, settings.Reference.Identity!.Path), encode, settings.EncodedPath));

    private static InspectRequest Inspect(string path, Steps? steps) => new()
    {
        SourceUri = LocalObjectStore.UriOf(path), Pictures = Steps.PicturesOf(steps), Phase = InspectionPhase.Artefacts,
    };

    private MeasureRequest Measure(InspectResponse reference, InspectResponse encoded) => new()
    {
        Reference = reference.ToVideoSource(),
        Steps = settings.Steps,
        Videos = { new MeasuredVideo { Name = Path.GetFileName(settings.EncodedPath), File = encoded.ToVideoSource() } },
        Model = settings.Model,
        Metrics = { settings.Metrics },
        Sampling = settings.Share is { } share ? new Sampling { Share = share } : null,
        WorstPictures = settings.HtmlPath is null ? 0 : WorstPictures,
    };
}

using Microsoft.Extensions.Logging;
using Rushes.Cli.Hosting;
using Rushes.Cli.View;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;
using Rushes.Tools.Probing;

namespace Rushes.Cli.Jobs;

/// <summary>
/// The part of a validation that sees pictures: the inspection decodes the file, and its source where one is named, and the validation service
/// holds the one against the other. Nothing of it is kept.
/// </summary>
/// <param name="settings">With <see cref="ValidateSettings.Decodes"/>.</param>
/// <param name="frames">Of the file, as its samples say.</param>
/// <param name="tools">All of them.</param>
/// <param name="view">Shows how far it is.</param>
/// <param name="time">For the platform.</param>
/// <param name="logging">For the platform.</param>
internal sealed class ValidateJob(ValidateSettings settings, int frames, LocalTools tools, IProgressView view, TimeProvider time, ILoggerFactory logging)
{
    private readonly PassingJob _job = new(
        "rushes validate 1", settings.WorkPath, [.. settings.Source is { } source ? [source.Identity!.Path] : Array.Empty<string>(), settings.MediaPath],
        ServiceCatalog.ForValidation(tools.Located), tools.Runner, time, logging);

    public async Task<ValidateEnd> RunAsync(CancellationToken cancellationToken)
    {
        var (end, failure) = await _job.RunAsync(host => RunAsync(host, cancellationToken), cancellationToken);
        return end ?? new ValidateEnd.Failed([failure!]);
    }

    private async Task<ValidateEnd> RunAsync(PlatformHost host, CancellationToken cancellationToken)
    {
        var calls = new ServiceCalls(host);
        var looking = LookAsync(calls, cancellationToken);
        await view.FollowAsync(async () => ValidateProgress.Of(await calls.WorksAsync(cancellationToken), compares: settings.Source is not null), looking);
        return await looking;
    }

    private async Task<ValidateEnd> LookAsync(ServiceCalls calls, CancellationToken cancellationToken)
    {
        var (path, failures) = await EncodedFile.ProvideAsync(settings.MediaPath, _job.Objects, cancellationToken);
        if (path is null)
        {
            return new ValidateEnd.Failed(failures);
        }

        var (original, failure) = settings.Source is { } given
            ? await given.ProvideAsync(_job.Objects, tools.Runner, tools.Located.Ffmpeg!, cancellationToken)
            : (null, null);
        return failure is null ? await LookAsync(path, original, calls, cancellationToken) : new ValidateEnd.Failed([failure]);
    }

    private async Task<ValidateEnd> LookAsync(string path, string? original, ServiceCalls calls, CancellationToken cancellationToken)
    {
        var inspecting = calls.AskAsync(Methods.Inspect, Inspect(path, null), "media", cancellationToken);
        var source = original is null ? (null, []) : await calls.AskAsync(Methods.Inspect, Inspect(original, settings.Steps), "source", cancellationToken);
        var file = await inspecting;
        if (source is { Response: null, Failures: null } || file is { Response: null, Failures: null })
        {
            return new ValidateEnd.Interrupted();
        }

        // What is wrong with the file is the answer, what is wrong with its source is not.
        if (source.Failures?.Count > 0 || file.Failures?.Any(failure => failure.Category != FailureCategory.Input) == true)
        {
            return new ValidateEnd.Failed(
            [
                .. original is null ? [] : JobFailures.Blame(source.Failures ?? [], original, settings.Source!.Identity!.Path),
                .. JobFailures.Blame(file.Failures ?? [], path, settings.MediaPath),
            ]);
        }

        return file.Response is null ? new ValidateEnd.Looked([.. file.Failures!.Select(Undecodable)])
            : source.Response is null ? new ValidateEnd.Looked([.. Decoding(file.Response)])
            : await CompareAsync(source.Response, file.Response, calls, cancellationToken);
    }

    private async Task<ValidateEnd> CompareAsync(InspectResponse source, InspectResponse file, ServiceCalls calls, CancellationToken cancellationToken)
    {
        var request = ValidateRequest.Against(source.ToVideoSource());
        request.Videos.Add(new VideoExpectation { File = file.ToVideoSource(), Recipe = new Recipe { Steps = settings.Steps, ColourHandling = HandlingOf(source, file) } });
        var (response, failures) = await calls.AskAsync(Methods.Validate, request, "validate", cancellationToken);
        return response is not null ? new ValidateEnd.Looked([.. Decoding(file), .. response.Discrepancies])
            : failures is not null ? new ValidateEnd.Failed(failures)
            : new ValidateEnd.Interrupted();
    }

    private static ColourHandling HandlingOf(InspectResponse source, InspectResponse file) =>
        HighDynamicRange.Has(source.Video.Colour?.Transfer) && !HighDynamicRange.Has(file.Video.Colour?.Transfer) ? ColourHandling.ToSdr : ColourHandling.Keep;

    private static InspectRequest Inspect(string path, Steps? steps) => new()
    {
        SourceUri = LocalObjectStore.UriOf(path), Pictures = Steps.PicturesOf(steps), Phase = InspectionPhase.Artefacts,
    };

    private static IEnumerable<Discrepancy> Decoding(InspectResponse file) =>
        from finding in file.Findings
        where finding.TellsOfDamage
        select new Discrepancy
        {
            Code = "validate.decode_error",
            Severity = Severity.Error,
            Message = "The decoder complained of these frames.",
            Place = new Place { Frame = finding.Frames.From },
            Frames = finding.Frames,
            Evidence = { finding.Evidence },
            Remedy = "Encode again, or fetch the file anew; if it comes back, report it with the encoder's version.",
        };

    private Discrepancy Undecodable(Failure failure) => new()
    {
        Code = "validate.undecodable",
        Severity = Severity.Error,
        Message = failure.Message,
        Place = new Place(),
        Frames = new FrameRange { To = frames },
        Evidence = { ["code"] = failure.Code },
        Remedy = failure.Remedy,
    };
}

using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Inspection;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Quality.Tests.Workflow;

/// <summary>A folder with films in it, and a host that inspects and measures them.</summary>
internal sealed class QualityFilm : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _inputs = [];
    private PlatformHost? _host;
    private int _requests;

    public string this[string name] => _folder[name];

    public async Task<string> MakeAsync(string name, string arguments, CancellationToken cancellationToken)
    {
        var path = await TestMedia.MakeAsync(_folder[name], arguments, cancellationToken);
        _inputs.Add(path);
        return path;
    }

    public void Add(string path) => _inputs.Add(path);

    /// <param name="frames">Of the reference that are compared, from its first on; null: all.</param>
    public async Task<RunEnd<MeasureResponse>> MeasureAsync(
        string reference, string encoded, CancellationToken cancellationToken, Action<MeasureRequest>? bend = null, int? frames = null)
    {
        var request = new MeasureRequest
        {
            Videos = { new MeasuredVideo { Name = "encode", File = await InspectAsync(encoded, null, cancellationToken) } },
        };
        bend?.Invoke(request);
        request.Reference = await InspectAsync(reference, request.Steps, cancellationToken);
        request.Reference.Frames = frames is { } most ? new FrameRange { To = Math.Min(most, request.Reference.Track.Frames) } : null;
        return await AskAsync(Methods.Measure, request, cancellationToken);
    }

    public async Task<VideoQuality> QualityAsync(
        string reference, string encoded, CancellationToken cancellationToken, Action<MeasureRequest>? bend = null, int? frames = null)
    {
        var end = await MeasureAsync(reference, encoded, cancellationToken, bend, frames);
        Assert.False(end is RunEnd<MeasureResponse>.Failed, (end as RunEnd<MeasureResponse>.Failed)?.Failures[0].ToString());
        return Assert.Single(Assert.IsType<RunEnd<MeasureResponse>.Succeeded>(end).Response.Videos);
    }

    /// <summary>All failures of a measurement that has to fail.</summary>
    public async Task<IReadOnlyList<Failure>> RefusalsAsync(string reference, string encoded, CancellationToken cancellationToken, Action<MeasureRequest>? bend = null) =>
        Assert.IsType<RunEnd<MeasureResponse>.Failed>(await MeasureAsync(reference, encoded, cancellationToken, bend)).Failures;

    public async Task<VideoSource> InspectAsync(string path, Steps? steps, CancellationToken cancellationToken)
    {
        var request = new InspectRequest { SourceUri = LocalObjectStore.UriOf(path), Pictures = Steps.PicturesOf(steps), Phase = InspectionPhase.Artefacts };
        var inspection = Assert.IsType<RunEnd<InspectResponse>.Succeeded>(await AskAsync(Methods.Inspect, request, cancellationToken)).Response;
        return inspection.ToVideoSource();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<RunEnd<TResponse>> AskAsync<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse>
    {
        _host ??= await StartAsync(cancellationToken);
        var id = $"request {++_requests}";
        var run = Assert.IsType<Submission.Accepted>(await _host.SubmitAsync(method, request, id, new Priority(), cancellationToken)).RunId;
        return await _host.WaitAsync(method, run, cancellationToken);
    }

    private async Task<PlatformHost> StartAsync(CancellationToken cancellationToken)
    {
        var (ffmpeg, ffprobe) = (await TestMedia.FfmpegAsync(), await TestMedia.FfprobeAsync());
        var options = new PlatformOptions
        {
            Database = new DatabaseLocation.SqliteFile(_folder["state.db"]), ScratchFolder = _folder["scratch"], Slots = 2,
        };
        return await PlatformHost.StartAsync(
            options, [InspectionService.Create(ffmpeg, ffprobe), QualityService.Create(ffmpeg)],
            new LocalObjectStore(_folder["objects"], _inputs), TestMedia.Runner, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
    }
}

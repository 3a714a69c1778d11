using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Inspection.Tests;

/// <summary>A folder with films in it, and a host that inspects them.</summary>
internal sealed class InspectedFilm : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _inputs = [];
    private readonly SemaphoreSlim _starting = new(1);
    private PlatformHost? _host;
    private int _requests;
    private string _latest = "";

    public string this[string name] => _folder[name];

    public Task<string> MakeAsync(string name, string arguments, CancellationToken cancellationToken) => MakeAsync(name, arguments.Split(' '), cancellationToken);

    public Task<string> MakeAsync(string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        TestMedia.MakeAsync(_folder[name], arguments, cancellationToken);

    /// <summary>A file elsewhere, before the first inspection.</summary>
    public void Add(string path) => _inputs.Add(path);

    public async Task<InspectResponse> InspectAsync(string path, CancellationToken cancellationToken, Action<InspectRequest>? bend = null)
    {
        var request = new InspectRequest { SourceUri = LocalObjectStore.UriOf(path) };
        bend?.Invoke(request);
        var host = await HostAsync(cancellationToken);
        var id = FormattableString.Invariant($"request {Interlocked.Increment(ref _requests)}");
        var run = Assert.IsType<Submission.Accepted>(await host.SubmitAsync(Methods.Inspect, request, id, new Priority(), cancellationToken)).RunId;
        _latest = run;
        var end = await host.WaitAsync(Methods.Inspect, run, cancellationToken);
        Assert.False(end is RunEnd<InspectResponse>.Failed, (end as RunEnd<InspectResponse>.Failed)?.Failures[0].ToString());
        return Assert.IsType<RunEnd<InspectResponse>.Succeeded>(end).Response;
    }

    /// <summary>Nodes of what workers did for the latest inspection, one for each item.</summary>
    public async Task<IReadOnlyList<string>> StepsAsync(CancellationToken cancellationToken) =>
        [.. (await _host!.SnapshotAsync(_latest, cancellationToken)).Where(work => work.Attempts > 0).Select(work => work.Node)];

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _starting.Dispose();
        _folder.Dispose();
    }

    // Several films may be the first one.
    private async Task<PlatformHost> HostAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _host ??= await StartAsync(cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<PlatformHost> StartAsync(CancellationToken cancellationToken)
    {
        var (ffmpeg, ffprobe) = (await TestMedia.FfmpegAsync(), await TestMedia.FfprobeAsync());
        var options = new PlatformOptions
        {
            Database = new DatabaseLocation.SqliteFile(_folder["state.db"]), ScratchFolder = _folder["scratch"], Slots = 2,
            Pieces = new SharedPieces(new LocalObjectStore(_folder["pieces"], [_folder["objects"] + "/"]), TimeProvider.System, NullLogger<SharedPieces>.Instance),
        };
        return await PlatformHost.StartAsync(
            options, [InspectionService.Create(ffmpeg, ffprobe)],
            new LocalObjectStore(_folder["objects"], [_folder.Path + "/", .. _inputs]), TestMedia.Runner, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Inspection.Tests;

/// <summary>A folder with films in it, and a host that inspects them.</summary>
internal sealed class InspectedFilm : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _inputs = [];
    private PlatformHost? _host;
    private int _requests;

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
        _host ??= await StartAsync(cancellationToken);
        var id = FormattableString.Invariant($"request {++_requests}");
        var run = Assert.IsType<Submission.Accepted>(await _host.SubmitAsync(Methods.Inspect, request, id, new Priority(), cancellationToken)).RunId;
        var end = await _host.WaitAsync(Methods.Inspect, run, cancellationToken);
        Assert.False(end is RunEnd<InspectResponse>.Failed, (end as RunEnd<InspectResponse>.Failed)?.Failures[0].ToString());
        return Assert.IsType<RunEnd<InspectResponse>.Succeeded>(end).Response;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<PlatformHost> StartAsync(CancellationToken cancellationToken)
    {
        var (ffmpeg, ffprobe) = (await TestMedia.FfmpegAsync(), await TestMedia.FfprobeAsync());
        var options = new PlatformOptions
        {
            Database = new DatabaseLocation.SqliteFile(_folder["state.db"]), ScratchFolder = _folder["scratch"], Slots = 2,
        };
        return await PlatformHost.StartAsync(
            options, [InspectionService.Create(ffmpeg, ffprobe)],
            new LocalObjectStore(_folder["objects"], [_folder.Path + "/", .. _inputs]), TestMedia.Runner, TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
    }
}

using System.Security.Cryptography;
using Rushes.Cli.Report;
using Rushes.Cli.Tests.Commands;
using Rushes.Contracts;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Services;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Remote;

/// <summary><c>encode --server</c> against a real server whose streaming service is the test's.</summary>
public sealed class RemoteEncodeTests : IAsyncLifetime
{
    private const string Film = "the film";

    private readonly TestFolder _folder = new();
    private TitleServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string[] Uploads => [.. _server.Store.Calls.Where(call => call.Call == StoreCall.Put && call.What.StartsWith("uploads/", StringComparison.Ordinal)).Select(call => call.What)];

    public ValueTask InitializeAsync()
    {
        _server = new TitleServer(_folder);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Encode_AtAServer_FetchesThePackageAndForgetsTheJob()
    {
        string? source = null;
        await _server.StartAsync(StoredStreaming.Create(_server.Store, async (request, token) =>
        {
            source = await new StreamReader(await _server.Store.OpenReadAsync(request.SourceUri, token)).ReadToEndAsync(token);
            Assert.Equal(("", "", 0), (request.StagingUri, request.DestinationUri, request.EncoderSlots));
            return null;
        }));

        var run = await EncodeAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Film, source);
        Assert.Equal(StoredStreaming.Media, await File.ReadAllBytesAsync(_folder["out/video/avc/720p.mp4"], Token));
        Assert.Equal("#EXTM3U", await File.ReadAllTextAsync(_folder["out/master.m3u8"], Token));
        var report = ReportJson.TryRead(await File.ReadAllTextAsync(_folder["out/report.json"], Token))!;
        Assert.Equal(Storage.Local.LocalObjectStore.UriOf(_folder["film.mov"]), report.Source!.Uri);
        Assert.Equal(["upload", "package", "fetch"], report.Time.Phases.Keys);
        Assert.Contains("fetch: done", run.Error, StringComparison.Ordinal);
        Assert.Equal(["master.m3u8", "report.json", "video"], Directory.EnumerateFileSystemEntries(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertTidy();
    }

    [Fact]
    public async Task Encode_Finished_IsShownAgainWithoutTheServer()
    {
        await _server.StartAsync(StoredStreaming.Create(_server.Store));
        await EncodeAsync();
        await _server.DisposeAsync();
        Assert.Equal(0, (await EncodeAsync()).ExitCode);
    }

    [Fact]
    public async Task Encode_OfTheSameFileIntoAnotherFolder_UploadsNothing()
    {
        await _server.StartAsync(StoredStreaming.Create(_server.Store));
        Assert.Equal(0, (await EncodeAsync()).ExitCode);
        Assert.Equal(0, (await EncodeAsync("other")).ExitCode);
        Assert.StartsWith($"uploads/{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Film)))}-", Assert.Single(Uploads), StringComparison.Ordinal);
        Assert.Equal(2, (await _server.Jobs.ListAsync(null, 10, Token)).Count);
    }

    [Fact]
    public async Task Encode_OfAnObject_IsPassedOnAsItIs()
    {
        string? source = null;
        await _server.StartAsync(StoredStreaming.Create(_server.Store, (request, _) =>
        {
            source = request.SourceUri;
            return Task.FromResult<Failure?>(null);
        }));
        var run = await RunAsync("encode", "s3://films/one.mov", "--out", "out", "--server", _server.Url);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("s3://films/one.mov", source);
        Assert.Empty(Uploads);
    }

    [Fact]
    public async Task Encode_ThatFailsThere_NamesTheInputAndIsTriedAgain()
    {
        var broken = true;
        await _server.StartAsync(StoredStreaming.Create(_server.Store, (request, _) => Task.FromResult(broken ? Broken(request) : null)));

        var run = await EncodeAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"error: {_folder["film.mov"]} is odd.  [encode.odd]", run.Error, StringComparison.Ordinal);
        Assert.Contains($"at: {_folder["film.mov"]}", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));

        broken = false;
        Assert.Equal(0, (await EncodeAsync()).ExitCode);
        Assert.Single(await _server.Jobs.ListAsync(null, 10, Token));
    }

    [Fact]
    public async Task Encode_Interrupted_GoesOnThereAndIsPickedUp()
    {
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var goOn = new TaskCompletionSource();
        await _server.StartAsync(StoredStreaming.Create(_server.Store, async (_, token) =>
        {
            await interruption.CancelAsync();
            await goOn.Task.WaitAsync(token);
            return null;
        }));

        var run = await EncodeAsync(cancellationToken: interruption.Token);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("goes on there", run.Error, StringComparison.Ordinal);

        var job = Assert.Single(await _server.Jobs.ListAsync(null, 10, Token));
        Assert.Equal(JobStatus.Running, job.Status);
        goOn.SetResult();
        await _server.Jobs.WaitAsync(job.Id, Token);
        Assert.Equal(0, (await EncodeAsync()).ExitCode);
        Assert.Single(await _server.Jobs.ListAsync(null, 10, Token));
        Assert.Single(Uploads);
    }

    [Fact]
    public async Task Encode_WhileTheServerGoesAndComesBack_IsDone()
    {
        var (started, starts) = (new TaskCompletionSource(), 0);
        Service[] services = [StoredStreaming.Create(_server.Store, async (_, token) =>
        {
            if (Interlocked.Increment(ref starts) == 1)
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return null;
        })];
        await _server.StartAsync(services);
        var encode = EncodeAsync();
        await started.Task.WaitAsync(Token);
        await _server.DisposeAsync();
        await _server.StartAsync(services);

        var run = await encode;
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, starts);
    }

    [Fact]
    public async Task Fetch_ThatBreaksOff_IsResumed()
    {
        await _server.StartAsync(StoredStreaming.Create(_server.Store));
        _server.Store.Fails = (call, what) => call == StoreCall.OpenRead && what.EndsWith($"/{StoredStreaming.Media.Length}", StringComparison.Ordinal)
            ? new Storage.StoreException(Storage.StoreTrouble.Unreachable, "away", "")
            : null;
        var encode = EncodeAsync();
        while (_server.Store.Calls.Count(call => call.Call == StoreCall.OpenRead) < 3)
        {
            await Task.Delay(10, Token);
        }

        _server.Store.Fails = (_, _) => null;
        Assert.Equal(0, (await encode).ExitCode);
        Assert.Equal(StoredStreaming.Media, await File.ReadAllBytesAsync(_folder["out/video/avc/720p.mp4"], Token));
    }

    [Theory]
    [InlineData("../../escaped.mp4")]
    [InlineData("/tmp/rushes-escaped.mp4")]
    [InlineData("video/../../../escaped.mp4")]
    public async Task Fetch_OfAFileOutsideOfThePackage_IsRefused(string path)
    {
        await _server.StartAsync(StoredStreaming.Create(_server.Store, path: path));
        var run = await EncodeAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("server.failed", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.GetTempPath(), "*escaped.mp4").Concat(Directory.EnumerateFiles(_folder.Path, "*escaped.mp4")));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Encode_WithNoServerThere_EndsWithFourAndLeavesNothing()
    {
        _folder.WriteFile("film.mov", Film);
        var run = await RunAsync("encode", "film.mov", "--out", "out", "--json", "--server", "http://127.0.0.1:1");
        Assert.Equal(4, run.ExitCode);
        var report = ReportJson.TryRead(run.Output)!;
        Assert.Equal(("failed", "server.unreachable"), (report.Status, Assert.Single(report.Failures).Code));
        Assert.NotEmpty(report.Failures[0].Remedy);
        Assert.False(Directory.Exists(_folder["cache"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Encode_WithATokenThatIsRefused_IsUsage(string? token)
    {
        await using var server = new TitleServer(_folder) { Access = RpcAccess.ByToken([], RequestRate.Default, TimeProvider.System) };
        await server.StartAsync(StoredStreaming.Create(server.Store));
        _folder.WriteFile("film.mov", Film);
        var run = await ProgramRun.StartAsync(
            _folder, new Dictionary<string, string?> { ["RUSHES_TOKEN"] = token }, Token, "encode", "film.mov", "--out", "out", "--server", server.Url);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("server.refused_token", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["cache"]));
    }

    [Fact]
    public async Task Encode_OfAnObjectWithoutServer_IsUsage()
    {
        var run = await RunAsync("encode", "s3://films/one.mov", "--out", "out");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--server", run.Error, StringComparison.Ordinal);
    }

    private static Failure Broken(PrepareTitleRequest request)
    {
        var path = new Uri(request.SourceUri).LocalPath;
        return new Failure { Code = "encode.odd", Category = FailureCategory.Internal, Message = $"{path} is odd.", Place = new Place { Path = path } };
    }

    private Task<ProgramRun> EncodeAsync(string output = "out", CancellationToken? cancellationToken = null)
    {
        if (!File.Exists(_folder["film.mov"]))
        {
            _folder.WriteFile("film.mov", Film);
        }

        return ProgramRun.StartAsync(
            _folder, new Dictionary<string, string?>(), cancellationToken ?? Token, "encode", "film.mov", "--out", output, "--server", _server.Url);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.StartAsync(_folder, arguments);

    private void AssertTidy()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path, "*.partial"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["cache/jobs"]));
    }
}

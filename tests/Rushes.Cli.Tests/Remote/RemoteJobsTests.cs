using System.Text.Json;
using Google.Protobuf;
using Rushes.Cli.Tests.Commands;
using Rushes.Cli.Tests.Jobs;
using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Rpc.Access;
using Rushes.Platform.Rpc.Jobs;

namespace Rushes.Cli.Tests.Remote;

/// <summary><c>jobs … --server</c> and <c>queue … --server</c> against a real server.</summary>
public sealed class RemoteJobsTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private TitleServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
    public async Task Job_ThatHasFailedThere_IsShownWithItsGraphItsLetterAndTheReason()
    {
        await _server.StartAsync(FailedJob.Service);
        var job = await SubmitAsync();
        await _server.Jobs.WaitAsync(job, Token);

        var list = await JsonAsync("jobs", "list");
        var shown = await RunAsync("jobs", "show", job[..^3]);
        var graph = (await JsonAsync("jobs", "show", job)).GetProperty("graph").GetProperty("nodes").EnumerateArray().Select(node => Text(node, "name"));
        var letter = Assert.Single((await JsonAsync("queue", "dead")).GetProperty("messages").EnumerateArray());
        var why = Assert.Single((await JsonAsync("queue", "why", Text(letter, "id"))).GetProperty("messages").EnumerateArray());

        var row = Assert.Single(list.GetProperty("jobs").EnumerateArray());
        Assert.Equal((job, "failed", 0.5), (Text(row, "id"), Text(row, "state"), row.GetProperty("progress").GetProperty("fraction").GetDouble()));
        Assert.All((string[])["state     failed", "✗ second 3 attempts", "critical path ◆", "do: Look into its log."], part => Assert.Contains(part, shown.Output, StringComparison.Ordinal));
        Assert.Equal(["first", "second"], graph);
        Assert.Equal((job, "second"), (Text(letter, "job"), Text(letter, "node")));
        Assert.Contains("[encode.failed]", Text(why, "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_UnderWay_IsWatchedAndCancelledAndGoesOn()
    {
        var begun = new SemaphoreSlim(0);
        await _server.StartAsync(FakeStreaming.Create(async (request, token) =>
        {
            begun.Release();
            await Task.Delay(Timeout.Infinite, token);
            return FakeStreaming.Describe(request);
        }));
        var job = await SubmitAsync();
        await begun.WaitAsync(Token);

        var watching = RunAsync("jobs", "watch", job);
        var open = Assert.Single((await JsonAsync("queue", "list")).GetProperty("messages").EnumerateArray());
        var waiting = await RunAsync("queue", "why", job);
        var cancelled = await JsonAsync("jobs", "cancel", job);
        var watched = await watching;
        var again = await JsonAsync("jobs", "cancel", job);
        var retried = await JsonAsync("jobs", "retry", job);
        await begun.WaitAsync(Token);

        Assert.Equal(("leased", job), (Text(open, "state"), Text(open, "job")));
        Assert.Contains("works on it since", waiting.Output, StringComparison.Ordinal);
        Assert.Equal(("applied", "unchanged", "applied"), (Text(cancelled, "outcome"), Text(again, "outcome"), Text(retried, "outcome")));
        Assert.Equal(130, watched.ExitCode);
        Assert.Contains("cancelled", watched.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letter_ThatIsRequeued_TakesItsJobAlong()
    {
        await _server.StartAsync(FailedJob.Service);
        var job = await SubmitAsync();
        await _server.Jobs.WaitAsync(job, Token);
        var letter = Text(Assert.Single((await JsonAsync("queue", "dead")).GetProperty("messages").EnumerateArray()), "id");

        var requeued = await RunAsync("queue", "requeue", letter);

        Assert.Equal(0, requeued.ExitCode);
        Assert.Equal($"Message {letter} belongs to job {job}, which goes on as a whole.", requeued.Output.TrimEnd());
    }

    [Fact]
    public async Task WhatIsNotThere_IsUsage()
    {
        await _server.StartAsync(FailedJob.Service);

        foreach (var arguments in (string[][])[["jobs", "show", "nope"], ["jobs", "cancel", "nope"], ["queue", "why", "nope"], ["queue", "why", "77"], ["queue", "requeue", "77"]])
        {
            var run = await RunAsync(arguments);

            Assert.True(run.ExitCode == 2, $"{string.Join(' ', arguments)}: {run}");
            Assert.Contains(_server.Url, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NoServer_OrOneThatRefuses_IsSaid()
    {
        var nobody = await ProgramRun.StartAsync(_folder, "jobs", "list", "--server", "http://127.0.0.1:1", "--json");
        _server = new TitleServer(_folder) { Access = RpcAccess.ByToken([], RequestRate.Default, TimeProvider.System) };
        await _server.StartAsync(FailedJob.Service);
        var refused = await RunAsync("queue", "list", "--json");

        Assert.Equal((4, "server.unreachable"), (nobody.ExitCode, Code(nobody)));
        Assert.Equal((2, "server.refused_token"), (refused.ExitCode, Code(refused)));
    }

    private async Task<string> SubmitAsync() => Assert.IsType<Submission.Accepted>(await _server.Jobs.SubmitAsync(
        new JobSubmission(Methods.PrepareTitle.FullName, new PrepareTitleRequest().ToByteString(), "request", new Priority(), null), Token)).RunId;

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.StartAsync(_folder, [.. arguments, "--server", _server.Url]);

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Read(run);
    }

    private static JsonElement Read(ProgramRun run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }

    private static string Code(ProgramRun run) => Text(Read(run).GetProperty("failures")[0], "code");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

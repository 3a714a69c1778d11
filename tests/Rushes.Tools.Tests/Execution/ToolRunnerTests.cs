using Rushes.Contracts;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Execution;

public sealed class ToolRunnerTests : IDisposable
{
    private static readonly ToolLimits NoLimits = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ToolPrintsAndSucceeds_LinesArriveInOrder()
    {
        var lines = new List<string>();

        var result = await RunAsync("printf 'one\\n\\ntwo\\r\\nthree'", invocation => invocation with { OnOutputLine = lines.Add });

        Assert.True(result.Succeeded);
        Assert.Equal(["one", "two", "three"], lines);
    }

    [Fact]
    public async Task Run_ArgumentsWithShellLetters_ArriveAsTheyAre()
    {
        var lines = new List<string>();
        string[] odd = ["$HOME", "a b", "'", "`id`", "", "--", "é"];
        var script = Script("for a; do echo \"<$a>\"; done");

        await new ToolRunner(_time).RunAsync(new(script, odd) { OnOutputLine = lines.Add, Limits = NoLimits }, Token);

        Assert.Equal(odd.Select(argument => $"<{argument}>"), lines);
    }

    [Fact]
    public async Task Run_ToolFails_ResultKeepsCodeAndTail()
    {
        var result = await RunAsync("echo no such codec >&2; exit 183");

        Assert.Equal(ToolEnd.Exited, result.End);
        Assert.Equal(183, result.ExitCode);
        Assert.Null(result.Signal);
        Assert.Equal("no such codec\n", result.ErrorTail);
    }

    [Fact]
    public async Task Run_ToolKillsItself_SignalIsTold()
    {
        var result = await RunAsync("kill -SEGV $$");

        Assert.Equal(11, result.Signal);
        Assert.Equal(FailureCategory.Transient, result.ToFailure("encode.failed", null).Category);
    }

    [Fact]
    public async Task Run_MuchStandardError_OnlyTheTailIsKept()
    {
        var result = await RunAsync("head -c 300000 /dev/zero | tr '\\0' x >&2; echo end >&2; exit 1");

        Assert.Equal(64 * 1024, result.ErrorTail.Length);
        Assert.EndsWith("xend\n", result.ErrorTail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EndlessLine_IsCut()
    {
        var lines = new List<string>();

        await RunAsync("head -c 300000 /dev/zero | tr '\\0' x; echo; echo next", invocation => invocation with { OnOutputLine = lines.Add });

        Assert.Equal([64 * 1024, 4], lines.Select(line => line.Length));
    }

    [Fact]
    public async Task Run_NoProgress_ToolIsKilledAsStalled()
    {
        var limits = new ToolLimits(TimeSpan.FromHours(1), TimeSpan.FromSeconds(60));
        var started = new TaskCompletionSource();
        var running = RunAsync("echo started; exec sleep 1000", invocation => invocation with
        {
            Limits = limits,
            OnOutputLine = _ => started.SetResult(),
        });
        await started.Task.WaitAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(running.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        var result = await running;
        Assert.Equal(ToolEnd.Stalled, result.End);
        Assert.Contains("60 s", result.ToFailure("encode.failed", null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ProgressInTime_StallClockStartsAgain()
    {
        var limits = new ToolLimits(TimeSpan.FromHours(1), TimeSpan.FromSeconds(60));
        var lines = System.Threading.Channels.Channel.CreateUnbounded<string>();
        var go = _folder["go"];
        var running = RunAsync($"echo a; until [ -e {go} ]; do sleep 0.01; done; echo b; exec sleep 1000", invocation => invocation with
        {
            Limits = limits,
            OnOutputLine = line => lines.Writer.TryWrite(line),
        });
        await lines.Reader.ReadAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(50));
        _folder.Write("go", "");
        await lines.Reader.ReadAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(running.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ToolEnd.Stalled, (await running).End);
    }

    [Fact]
    public async Task Run_LinesThatAreNoProgress_DoNotKeepTheToolAlive()
    {
        var limits = new ToolLimits(TimeSpan.FromHours(1), TimeSpan.FromSeconds(60));
        var heard = new TaskCompletionSource();
        var running = RunAsync("while :; do echo frame=7; sleep 0.01; done", invocation => invocation with
        {
            Limits = limits,
            IsProgress = line => line != "frame=7",
            OnOutputLine = _ => heard.TrySetResult(),
        });
        await heard.Task.WaitAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(ToolEnd.Stalled, (await running).End);
    }

    [Fact]
    public async Task Run_WallLimitReached_ToolIsKilled()
    {
        var started = new TaskCompletionSource();
        var running = RunAsync("echo started; exec sleep 1000", invocation => invocation with
        {
            Limits = new(TimeSpan.FromMinutes(5), Timeout.InfiniteTimeSpan),
            OnOutputLine = _ => started.SetResult(),
        });
        await started.Task.WaitAsync(Token);

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(ToolEnd.WallTime, (await running).End);
    }

    [Fact]
    public async Task Run_Cancelled_WholeTreeIsGone()
    {
        using var cancellation = new CancellationTokenSource();
        var child = new TaskCompletionSource<int>();
        var running = new ToolRunner(_time).RunAsync(
            new(Script("sleep 1000 & echo $!; wait"), [])
            {
                Limits = NoLimits,
                OnOutputLine = line => child.SetResult(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)),
            },
            cancellation.Token);
        var processId = await child.Task.WaitAsync(Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await ProcessState.WaitUntilGoneAsync(processId, Token);
    }

    [Fact]
    public async Task Run_LineReaderThrows_ToolIsKilledAndExceptionComesOut()
    {
        var running = RunAsync("echo x; exec sleep 1000", invocation => invocation with
        {
            OnOutputLine = _ => throw new InvalidDataException("unreadable"),
        });

        await Assert.ThrowsAsync<InvalidDataException>(() => running);
    }

    [Fact]
    public async Task Run_NoSuchTool_IsAFailureOfConfiguration()
    {
        var result = await new ToolRunner(_time).RunAsync(new(_folder["nothing"], []), Token);

        Assert.Equal(ToolEnd.NotStarted, result.End);
        var failure = result.ToFailure("encode.failed", null);
        Assert.Equal("tool.missing", failure.Code);
        Assert.Equal(FailureCategory.Configuration, failure.Category);
    }

    [Fact]
    public async Task Run_RelativeExecutable_IsTheCallersBug() =>
        await Assert.ThrowsAsync<ArgumentException>(() => new ToolRunner(_time).RunAsync(new("ffmpeg", []), Token));

    [Fact]
    public async Task Run_OwnEnvironment_IsNotHandedOn()
    {
        Environment.SetEnvironmentVariable("FFREPORT", "file=/tmp/report");
        var lines = new List<string>();

        await RunAsync("echo \"${FFREPORT-unset} $LC_ALL $EXTRA\"", invocation => invocation with
        {
            OnOutputLine = lines.Add,
            Environment = new Dictionary<string, string> { ["EXTRA"] = "given" },
        });

        Assert.Equal(["unset C given"], lines);
    }

    [Fact]
    public async Task Run_ToolReadsStandardInput_FindsItEmpty()
    {
        var result = await RunAsync("cat >/dev/null");

        Assert.True(result.Succeeded);
    }

    [Fact]
    public async Task ChildProcessorTime_ToolWorks_Grows()
    {
        var before = ChildProcessorTime.Read();

        await RunAsync("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done");

        Assert.True(ChildProcessorTime.Read() > before);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> RunAsync(string script, Func<ToolInvocation, ToolInvocation>? change = null)
    {
        var invocation = new ToolInvocation(Script(script), []) { Limits = NoLimits };
        return new ToolRunner(_time).RunAsync(change?.Invoke(invocation) ?? invocation, Token);
    }

    private string Script(string text) => _folder.WriteScript("tool", $"#!/bin/sh\n{text}\n");
}

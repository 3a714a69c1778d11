using System.Globalization;
using System.Threading.Channels;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Execution;

/// <summary>Real processes: what the kernel says of them is what counts.</summary>
public sealed class SuspensionTests : IDisposable
{
    private const string TreeOfThree = "sh -c 'echo $$; sleep 1000 & echo $!; wait' & echo $$; wait";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Suspension _suspension = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freeze_ToolWithDescendants_StopsThemAll()
    {
        var running = RunAsync(TreeOfThree);
        var tree = await ReadProcessesAsync(3);

        _suspension.Freeze();
        await Task.WhenAll(tree.Select(id => ProcessState.WaitUntilStoppedAsync(id, Token)));
        Assert.True(_suspension.IsFrozen);

        _suspension.Resume();
        await Task.WhenAll(tree.Select(id => ProcessState.WaitUntilRunningAsync(id, Token)));
        Assert.False(_suspension.IsFrozen);
        await CancelAsync(running);
    }

    /// <summary>The loop starts no process: a shell that waits in vfork(2) for a stopped child is as still, but shows as "D".</summary>
    [Fact]
    public async Task Resume_FrozenTool_GoesOnWhereItStood()
    {
        var running = RunAsync($"echo $$; until [ -e {_folder["go"]} ]; do :; done; echo done");
        var tool = Assert.Single(await ReadProcessesAsync(1));
        _suspension.Freeze();
        await ProcessState.WaitUntilStoppedAsync(tool, Token);

        _folder.Write("go", "");
        Assert.False(_lines.Reader.TryRead(out _));
        _suspension.Resume();

        Assert.True((await running).Succeeded);
        Assert.Equal("done", await _lines.Reader.ReadAsync(Token));
    }

    [Theory]
    [InlineData(300, -1, ToolEnd.WallTime)]
    [InlineData(-1, 300, ToolEnd.Stalled)]
    public async Task Frozen_Limits_DoNotRun(int wall, int stall, ToolEnd end)
    {
        var running = RunAsync("echo $$; exec sleep 1000", invocation => invocation with { Limits = new(Seconds(wall), Seconds(stall)) });
        await ReadProcessesAsync(1);
        _time.Advance(Seconds(200));

        _suspension.Freeze();
        _time.Advance(TimeSpan.FromHours(10));
        _suspension.Resume();
        _time.Advance(Seconds(90));
        Assert.False(running.IsCompleted);
        _time.Advance(Seconds(10));

        var result = await running;
        Assert.Equal((end, Seconds(300)), (result.End, result.Wall));
    }

    [Fact]
    public async Task Cancel_FrozenTool_WholeTreeIsGone()
    {
        var running = RunAsync(TreeOfThree);
        var tree = await ReadProcessesAsync(3);
        _suspension.Freeze();
        await Task.WhenAll(tree.Select(id => ProcessState.WaitUntilStoppedAsync(id, Token)));

        await CancelAsync(running);

        await Task.WhenAll(tree.Select(id => ProcessState.WaitUntilGoneAsync(id, Token)));
        _suspension.Resume();
    }

    /// <summary>Whether there is such a tool is looked up at the start: a tool that is missing shows when that is.</summary>
    [Fact]
    public async Task Run_WhileFrozen_StartsAfterTheResume()
    {
        _suspension.Freeze();
        var running = new ToolRunner(_time).RunAsync(new(_folder["nothing"], []) { Suspension = _suspension }, Token);
        Assert.False(running.IsCompleted);

        _suspension.Resume();

        Assert.Equal(ToolEnd.NotStarted, (await running).End);
    }

    [Fact]
    public async Task Cancel_ToolThatWaitsToStart_NeverStarts()
    {
        _suspension.Freeze();
        var running = RunAsync($"touch {_folder["started"]}");

        await CancelAsync(running);

        Assert.False(File.Exists(_folder["started"]));
    }

    /// <summary>Freezes at any instant of a start and of an end: before there is a group, while the shell forks, when it has gone.</summary>
    [Fact]
    public async Task Freeze_AtAnyInstant_ToolEndsAsEver()
    {
        using var done = new CancellationTokenSource();
        var toggling = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    _suspension.Freeze();
                    _suspension.Resume();
                }
            }, Token);
        for (var run = 0; run < 20; run++)
        {
            var result = await RunAsync("(echo a | cat; echo b) | cat; exit 7");

            Assert.Equal((ToolEnd.Exited, 7), (result.End, result.ExitCode));
            Assert.Equal(("a", "b"), (await _lines.Reader.ReadAsync(Token), await _lines.Reader.ReadAsync(Token)));
        }

        await done.CancelAsync();
        await toggling;
    }

    [Fact]
    public async Task Encode_FrozenSeveralTimes_WritesTheSameBytes()
    {
        var undisturbed = await EncodeAsync("undisturbed.mp4", suspension: null);
        var running = EncodeAsync("frozen.mp4", _suspension);
        for (var freeze = 0; freeze < 4; freeze++)
        {
            await _lines.Reader.ReadAsync(Token);
            var encoder = ProcessState.Find(_folder["frozen.mp4"]);
            _suspension.Freeze();
            await ProcessState.WaitUntilStoppedAsync(encoder, Token);
            _suspension.Resume();
        }

        Assert.Equal(undisturbed, await running);
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _folder.Dispose();
    }

    /// <summary>-re holds the encoder back to the speed of play, so that it cannot end before it is frozen.</summary>
    private async Task<byte[]> EncodeAsync(string name, Suspension? suspension)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var arguments = $"-v error -nostdin -re -f lavfi -i testsrc2=size=320x180:rate=24:duration=2 -c:v libx264 -threads 1 -progress pipe:1 -stats_period 0.1 {_folder[name]}";
        var result = await TestMedia.Runner.RunAsync(
            new(ffmpeg.Path, arguments.Split(' '))
            {
                Suspension = suspension,
                OnOutputLine = line => Note(suspension is not null && line == "progress=continue", line),
            }, Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return await File.ReadAllBytesAsync(_folder[name], Token);
    }

    private Task<ToolResult> RunAsync(string script, Func<ToolInvocation, ToolInvocation>? change = null)
    {
        var invocation = new ToolInvocation(_folder.WriteScript("tool", $"#!/bin/sh\n{script}\n"), [])
        {
            Limits = new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan),
            Suspension = _suspension,
            OnOutputLine = line => Note(true, line),
        };
        return new ToolRunner(_time).RunAsync(change?.Invoke(invocation) ?? invocation, _cancellation.Token);
    }

    private void Note(bool wanted, string line)
    {
        if (wanted)
            _lines.Writer.TryWrite(line);
    }

    private async Task CancelAsync(Task running)
    {
        await _cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private async Task<List<int>> ReadProcessesAsync(int count)
    {
        List<int> processes = [];
        while (processes.Count < count)
            processes.Add(int.Parse(await _lines.Reader.ReadAsync(Token), CultureInfo.InvariantCulture));
        return processes;
    }

    private static TimeSpan Seconds(int seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
}

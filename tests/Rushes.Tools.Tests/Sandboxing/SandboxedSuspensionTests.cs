using System.Threading.Channels;
using Rushes.Testing;
using Rushes.Tools.Execution;
using Rushes.Tools.Sandboxing;
using Rushes.Tools.Tests.Execution;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>Freezing and killing reach through the walls: a tool in a PID namespace of its own is still one of our group.</summary>
public sealed class SandboxedSuspensionTests : IDisposable
{
    /// <summary>Around an encoder: bubblewrap outside, the shell that waits for it inside, and itself.</summary>
    private const int Processes = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Suspension _suspension = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encode_FrozenSeveralTimes_StandsStillAndWritesTheSameBytes()
    {
        var undisturbed = await EncodeAsync("undisturbed.mp4", suspension: null);
        var running = EncodeAsync("frozen.mp4", _suspension);
        for (var freeze = 0; freeze < 4; freeze++)
        {
            await _lines.Reader.ReadAsync(Token);
            var processes = ProcessState.FindAll(_folder["frozen.mp4"]);
            Assert.Equal(Processes, processes.Count);
            _suspension.Freeze();
            await Task.WhenAll(processes.Select(id => ProcessState.WaitUntilStoppedAsync(id, Token)));
            _suspension.Resume();
        }

        Assert.Equal(undisturbed, await running);
    }

    [Theory]
    [InlineData(300, -1, ToolEnd.WallTime)]
    [InlineData(-1, 300, ToolEnd.Stalled)]
    public async Task Frozen_Limits_DoNotRun(int wall, int stall, ToolEnd end)
    {
        var limits = new ToolLimits(Seconds(wall), Seconds(stall));
        var running = RunAsync(await TestSandbox.WithWallsAsync(), limits);
        await _lines.Reader.ReadAsync(Token);
        _time.Advance(Seconds(200));

        _suspension.Freeze();
        _time.Advance(TimeSpan.FromHours(10));
        _suspension.Resume();
        _time.Advance(Seconds(90));
        Assert.False(running.IsCompleted);
        _time.Advance(Seconds(10));

        Assert.Equal(end, (await running).End);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_SandboxedTool_NothingIsLeft(bool frozen)
    {
        var running = RunAsync(await TestSandbox.WithWallsAsync(), new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        await _lines.Reader.ReadAsync(Token);
        var processes = ProcessState.FindAll(_folder["tool"]);
        Assert.NotEmpty(processes);
        if (frozen)
        {
            _suspension.Freeze();
            await Task.WhenAll(processes.Select(id => ProcessState.WaitUntilStoppedAsync(id, Token)));
        }

        await _cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Task.WhenAll(processes.Select(id => ProcessState.WaitUntilGoneAsync(id, Token)));
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _folder.Dispose();
    }

    private Task<ToolResult> RunAsync(Sandbox sandbox, ToolLimits limits)
    {
        var tool = _folder.WriteScript("tool", "#!/bin/sh\necho started\nwhile :; do :; done\n");
        return new ToolRunner(_time, sandbox).RunAsync(
            new(tool, []) { Limits = limits, Suspension = _suspension, OnOutputLine = line => _lines.Writer.TryWrite(line) }, _cancellation.Token);
    }

    /// <summary>-re holds the encoder back to the speed of play, so that it cannot end before it is frozen.</summary>
    private async Task<byte[]> EncodeAsync(string name, Suspension? suspension)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var arguments = $"-v error -nostdin -re -f lavfi -i testsrc2=size=320x180:rate=24:duration=2 -c:v libx264 -threads 1 -progress pipe:1 -stats_period 0.1 {_folder[name]}";
        var result = await new ToolRunner(TimeProvider.System, await TestSandbox.WithWallsAsync()).RunAsync(
            new(ffmpeg.Path, arguments.Split(' '))
            {
                Outputs = _folder.Path,
                Suspension = suspension,
                OnOutputLine = line =>
                {
                    if (suspension is not null && line == "progress=continue")
                        _lines.Writer.TryWrite(line);
                },
            }, Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return await File.ReadAllBytesAsync(_folder[name], Token);
    }

    private static TimeSpan Seconds(int seconds) => seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
}

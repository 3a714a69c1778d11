using Rushes.Contracts;
using Rushes.Testing;
using Rushes.Tools.Commands;
using Rushes.Tools.Execution;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Sandboxing;

/// <summary>
/// Known tricks read nothing and open nothing. Each is played three times: with nothing against it, which shows that it is
/// one; through our own commands without a sandbox; and in the sandbox with FFmpeg told to do what the trick wants.
/// </summary>
public sealed class HostileMediaTests : IDisposable
{
    private static readonly ToolLimits Limits = new(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _elsewhere = new();
    private readonly CanaryFile _canary;
    private readonly CanaryServer _server = new();

    public HostileMediaTests() => _canary = new(_elsewhere.Write("canary.ts", new byte[4096]));

    public static TheoryData<string> All => Tricks.Names;

    /// <summary>A link that is itself the source is the caller's word, and is followed.</summary>
    public static TheoryData<string> OfSources => [.. Tricks.Names.Select(row => row.Data).Where(name => name != Tricks.LinkBeside)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private bool Touched
    {
        get
        {
            var (read, called) = (_canary.WasTouched(), _server.WasCalled);
            return read || called;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Trick_WithNothingAgainstIt_Works(string name)
    {
        var trick = await MakeAsync(name);

        await OpenAsync(TestMedia.Runner, trick);

        Assert.True(Touched);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Trick_InTheSandbox_TouchesNothing(string name)
    {
        var runner = new ToolRunner(TimeProvider.System, await TestSandbox.WithWallsAsync());
        var trick = await MakeAsync(name);

        await OpenAsync(runner, trick);

        Assert.False(Touched);
    }

    [Theory]
    [MemberData(nameof(OfSources))]
    public async Task Trick_ThroughOurCommands_TouchesNothing(string name)
    {
        var (path, ffmpeg) = ((await MakeAsync(name)).Input, await TestMedia.FfmpegAsync());

        await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, Token);
        await new FrameScan(TestMedia.Runner, ffmpeg).RunAsync(path, AnyVideo, null, Token);
        var encode = new FFmpegCommand().Input(path).Output(_folder["out.mp4"], "-c:v", "libx264");
        await TestMedia.Runner.RunAsync(new(ffmpeg.Path, encode.Arguments) { Limits = Limits }, Token);

        Assert.False(Touched);
    }

    [Theory]
    [InlineData("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='64' height='64'><image xlink:href='CANARY' width='64' height='64'/></svg>")]
    [InlineData("a.ass", "[Script Info]\nScriptType: v4.00+\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:00.00,0:00:01.00,{\\fnCANARY}text\n")]
    [InlineData("a.srt", "1\n00:00:00,000 --> 00:00:01,000\n<img src=\"CANARY\"><font face=\"CANARY\">text</font>\n")]
    public async Task Document_ThatNamesFiles_IsNotMedia(string name, string text)
    {
        var path = _folder.Write(name, text.Replace("CANARY", _canary.Path, StringComparison.Ordinal));

        var outcome = await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, Token);

        Assert.Equal("input.not_media", Assert.IsType<ProbeOutcome.Refused>(outcome).Failure.Code);
        Assert.False(Touched);
    }

    public void Dispose()
    {
        _server.Dispose();
        _canary.Dispose();
        _elsewhere.Dispose();
        _folder.Dispose();
    }

    private static ProbedVideo AnyVideo => new(
        0, "h264", "yuv420p", 8, new Resolution { Width = 64, Height = 64 }, new Rational { Numerator = 1, Denominator = 1 },
        0, new Colour(), "", new Rational { Numerator = 12, Denominator = 1 }, new Rational { Numerator = 1, Denominator = 12 });

    private Task<Trick> MakeAsync(string name) => Tricks.MakeAsync(name, _folder, _canary.Path, _server.Port, Token);

    /// <summary>FFmpeg is shown the whole folder of the trick: it is the canary that is not to be had.</summary>
    private async Task OpenAsync(IToolRunner runner, Trick trick)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        await runner.RunAsync(
            new(ffmpeg.Path, ["-nostdin", "-v", "error", .. trick.Options, "-i", trick.Input, "-t", "1", "-f", "null", "-"])
            {
                Limits = Limits,
                Inputs = [_folder.Path],
            }, Token);
    }
}

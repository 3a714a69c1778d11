using Rushes.Contracts;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Workflow;
using Rushes.Platform.Workflows;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Inspection.Tests.Listen;

/// <summary>FFmpeg's measures, of tracks of all kinds, come in as they are meant.</summary>
public sealed class SoundScanTests
{
    private const string Noise = "-f lavfi -i anoisesrc=c=pink:a=0.3:d=2:r=48000:seed=7";

    [Fact]
    public async Task Run_StereoTone_IsReportedExactly()
    {
        using var folder = new TemporaryFolder();
        var heard = await HearAsync(folder, "tone.wav", "-f lavfi -i aevalsrc=0.5*sin(2*PI*1000*t)|0.25*sin(2*PI*700*t):s=44100:d=3:c=stereo -c:a pcm_s24le", 44_100, "stereo", 2);
        Assert.Empty(heard.Findings);
        var report = heard.Report;
        Assert.Equal((0, 132_300, 44_100), (report.FirstTime.Numerator, report.Duration.Numerator, report.Duration.Denominator));
        Assert.Equal(-6.0, report.TruePeak, 0.1);
        Assert.InRange(report.IntegratedLoudness, -10, -8);
        Assert.Equal(["FL", "FR"], report.Channels.Select(channel => channel.Name));
        Assert.Equal(-9.03, report.Channels[0].Rms, 0.01);
        Assert.Equal(-12.04, report.Channels[1].Peak, 0.01);
        Assert.InRange(report.Series.Momentary.Count, 29, 31);
    }

    [Theory]
    [InlineData(8_000, "mono", 1)]
    [InlineData(192_000, "stereo", 2)]
    [InlineData(48_000, "", 3)]
    [InlineData(48_000, "", 11)]
    [InlineData(48_000, "", 16)]
    [InlineData(48_000, "7.1", 8)]
    public async Task Run_TracksOfAllShapes_AreHeard(int rate, string layout, int channels)
    {
        using var folder = new TemporaryFolder();
        var expressions = string.Join('|', Enumerable.Range(1, channels).Select(channel => layout == "7.1" && channel == 4 ? "0.2*sin(2*PI*60*t)" : $"0.05*sin(2*PI*{400 + (100 * channel)}*t)"));
        var heard = await HearAsync(
            folder, "shape.wav", $"-f lavfi -i aevalsrc={expressions}:s={rate}:d=1.5{(layout.Length > 0 ? $":c={layout}" : "")}", rate, layout, channels);
        Assert.Empty(heard.Findings);
        Assert.Equal((1.5, channels), (heard.Report.Duration.Numerator / (double)heard.Report.Duration.Denominator, heard.Report.Channels.Count));
        Assert.All(heard.Report.Channels, channel => Assert.InRange(channel.Peak, -27, -13));
    }

    [Fact]
    public async Task Run_AFewSamples_AreCounted()
    {
        using var folder = new TemporaryFolder();
        var report = (await HearAsync(folder, "few.wav", $"{Noise} -af atrim=end_sample=7", 48_000, "mono", 1)).Report;
        Assert.Equal((7, -70.0), (report.Duration.Numerator, report.IntegratedLoudness));
    }

    [Fact]
    public async Task Run_ADelayedTrack_BeginsWhereItBegins()
    {
        using var folder = new TemporaryFolder();
        var report = (await HearAsync(folder, "late.nut", $"{Noise} -c:a pcm_s16le -output_ts_offset 2.5", 48_000, "mono", 1)).Report;
        Assert.Equal(2.5, report.FirstTime.Numerator / (double)report.FirstTime.Denominator);
    }

    [Fact]
    public async Task Run_DamagedSound_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var path = await TestMedia.MakeAsync(folder["whole.mp3"], $"{Noise} -c:a libmp3lame -b:a 64k", TestContext.Current.CancellationToken);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Array.Clear(bytes, bytes.Length / 2, 300);
        var heard = await Listening.HearAsync(folder.Write("damaged.mp3", bytes), Track(48_000, "mono", 1, "mp3"));
        Assert.Contains(heard.Findings, found => found.Finding.Code == "audio.decode_errors" && found.Finding.Evidence["first"].Length > 0);
    }

    [Fact]
    public async Task Run_ATrackThatIsNotThere_IsToldOf()
    {
        using var folder = new TemporaryFolder();
        var path = await TestMedia.MakeAsync(folder["one.wav"], Noise, TestContext.Current.CancellationToken);
        var track = Track(48_000, "mono", 1);
        track.StreamIndex = 4;
        var heard = await Listening.HearAsync(path, track);
        Assert.Equal(0, heard.Report.Duration.Numerator);
        Assert.Single(heard.Findings);
    }

    [Fact]
    public async Task Run_AToolThatIsKilled_Fails()
    {
        var runner = new FakeToolRunner(invocation => new ToolResult(invocation, ToolEnd.Stalled, 137, ""));
        var scan = new SoundScan(runner, await TestMedia.FfmpegAsync());
        var outcome = await scan.RunAsync("/films/a.mov", Track(48_000, "mono", 1), onProgress: null, TestContext.Current.CancellationToken);
        Assert.Equal("listen.failed", Assert.Single(Assert.IsType<StepOutcome<SoundHeard>.Failed>(outcome).Failures).Code);
    }

    private static async Task<SoundHeard> HearAsync(TemporaryFolder folder, string name, string arguments, int rate, string layout, int channels)
    {
        var path = await TestMedia.MakeAsync(folder[name], arguments, TestContext.Current.CancellationToken);
        return await Listening.HearAsync(path, Track(rate, layout, channels));
    }

    private static AudioTrack Track(int rate, string layout, int channels, string codec = "") =>
        new() { SampleRate = rate, Layout = layout, Channels = channels, Codec = codec };
}

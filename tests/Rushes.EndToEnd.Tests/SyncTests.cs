using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests;

/// <summary>
/// A flash and a beep at the same instants near both ends of a clip: decoded from the package, they must still be at the
/// distance that they have in the source.
/// </summary>
public sealed class SyncTests
{
    private const double OneMillisecond = 0.001;

    // White for one frame, and 40 ms of tone, at 1 s and at 9 s.
    private const string Picture = "color=black:size=320x180:rate=25:duration=10,drawbox=t=fill:color=white:enable='between(t,0.99,1.01)+between(t,8.99,9.01)'";
    private const string Sound = "aevalsrc='if(between(t,1,1.04)+between(t,9,9.04),0.8*sin(2*PI*3000*t),0)':s=48000:d=10";

    public static TheoryData<string, string[]> Containers { get; } = new()
    {
        { "source.mp4", ["-c:v", "libx264", "-c:a", "aac"] },
        { "source.ts", ["-c:v", "libx264", "-c:a", "mp2", "-output_ts_offset", "5"] },
        { "source.mov", ["-c:v", "libx264", "-bf", "2", "-c:a", "pcm_s16le"] },
        { "source.mkv", ["-c:v", "libx264", "-c:a", "flac"] },
    };

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task Encode_FlashAndBeep_StayTogetherInHlsAndDash(string name, string[] options)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var source = await TestMedia.MakeAsync(
            folder[name], ["-f", "lavfi", "-i", Picture, "-f", "lavfi", "-i", Sound, "-shortest", .. options], token);
        var output = folder["out"];

        var end = await new RushesProgram(folder["work"]).RunAsync(token, "encode", source, "--out", output, "--chunk", "4s");

        Assert.True(end.ExitCode == 0, end.ToString());
        var expected = await OffsetsAsync(source, token);
        Assert.Equal(2, expected.Count);
        foreach (var manifest in (string[])["master.m3u8", "manifest.mpd"])
        {
            var actual = await OffsetsAsync(Path.Combine(output, manifest), token);
            Assert.Equal(2, actual.Count);
            for (var event_ = 0; event_ < expected.Count; event_++)
            {
                Assert.InRange(Math.Abs(actual[event_] - expected[event_]), 0, OneMillisecond);
            }
        }
    }

    /// <summary>Seconds from each flash to its beep.</summary>
    private static async Task<IReadOnlyList<double>> OffsetsAsync(string input, CancellationToken cancellationToken)
    {
        var flashes = await FlashesAsync(input, cancellationToken);
        var beeps = await BeepsAsync(input, cancellationToken);
        Assert.Equal(flashes.Count, beeps.Count);
        return [.. flashes.Zip(beeps, (flash, beep) => beep - flash)];
    }

    private static async Task<IReadOnlyList<double>> FlashesAsync(string input, CancellationToken cancellationToken)
    {
        var flashes = new List<double>();
        var time = 0.0;
        await RunAsync(
            [
                "-copyts", "-i", input, "-map", "0:v:0",
                "-vf", "signalstats,metadata=mode=print:key=lavfi.signalstats.YAVG:file=-", "-fps_mode", "passthrough", "-f", "null", "-",
            ],
            line =>
            {
                if (Field(line, "pts_time:") is { } at)
                {
                    time = at;
                }
                else if (Field(line, "YAVG=") > 128)
                {
                    flashes.Add(time);
                }
            },
            cancellationToken);
        return flashes;
    }

    // To the sample: each block of a hundredth of a second that is loud after a quiet one, then its first loud sample.
    private static async Task<IReadOnlyList<double>> BeepsAsync(string input, CancellationToken cancellationToken)
    {
        var beeps = new List<double>();
        var quietUntil = double.NegativeInfinity;
        await RunAsync(
            [
                "-copyts", "-i", input, "-map", "0:a:0",
                "-af", "aresample=48000,asetnsamples=n=12:p=0,astats=metadata=1:reset=1,ametadata=mode=print:key=lavfi.astats.Overall.Peak_level:file=-",
                "-f", "null", "-",
            ],
            BlockReader(beeps, () => quietUntil, until => quietUntil = until),
            cancellationToken);
        return beeps;
    }

    private static Action<string> BlockReader(List<double> beeps, Func<double> quietUntil, Action<double> setQuietUntil)
    {
        const double Loud = -10;
        const double LongestBeep = 0.5;
        var time = 0.0;
        return line =>
        {
            if (Field(line, "pts_time:") is { } at)
            {
                time = at;
            }
            else if (Field(line, "Peak_level=") is { } level && level > Loud && time > quietUntil())
            {
                beeps.Add(time);
                setQuietUntil(time + LongestBeep);
            }
        };
    }

    private static double? Field(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && double.TryParse(line.AsSpan(at + name.Length).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private static async Task RunAsync(IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(ffmpeg.Path, ["-nostdin", "-v", "error", .. arguments]) { OnOutputLine = onLine }, cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
        Assert.Empty(result.ErrorTail);
    }
}

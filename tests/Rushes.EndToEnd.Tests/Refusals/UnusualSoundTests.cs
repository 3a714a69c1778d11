using System.Globalization;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Refusals;

/// <summary>Sound that does not fit the picture exactly keeps its place on the picture's clock.</summary>
public sealed class UnusualSoundTests
{
    // Two frames of AAC: sound begins and ends on their grid.
    private const double Tolerance = 0.05;

    private const string Picture = "-f lavfi -i testsrc2=size=64x36:rate=12:duration=4";

    /// <summary>Kind, name, FFmpeg's arguments, when sound is first heard after the first frame, and when it ends.</summary>
    public static TheoryData<string, string, string, double, double> Sounds { get; } = new()
    {
        { "longer than the picture", "long.mp4", Picture + " -f lavfi -i sine=duration=6 -c:v libx264 -c:a aac", 0, 6 },
        { "shorter than the picture", "short.mp4", Picture + " -f lavfi -i sine=duration=1.5 -c:v libx264 -c:a aac", 0, 1.5 },
        { "starts late", "late.mp4", Picture + " -itsoffset 1.5 -f lavfi -i sine=duration=2 -c:v libx264 -c:a aac", 1.5, 3.5 },
        { "starts late in a transport stream", "late.ts", Picture + " -itsoffset 1.5 -f lavfi -i sine=duration=2 -c:v libx264 -c:a aac", 1.5, 3.5 },
        { "starts before the picture", "early.ts", "-itsoffset 1.5 " + Picture + " -f lavfi -i sine=duration=4 -c:v libx264 -c:a aac", 0, 2.5 },
        { "starts before the picture in MP4", "early.mp4", "-itsoffset 1.5 " + Picture + " -f lavfi -i sine=duration=4 -fps_mode passthrough -c:v libx264 -c:a aac", 0, 2.5 },
        { "mono", "mono.mov", Picture + " -f lavfi -i sine=duration=4 -ac 1 -c:v libx264 -c:a pcm_s16le", 0, 4 },
        { "7.1", "many.mov", Picture + " -f lavfi -i sine=duration=4 -af pan=7.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0|c6=c0|c7=c0 -c:v libx264 -c:a pcm_s16le", 0, 4 },
    };

    [Theory]
    [MemberData(nameof(Sounds))]
    public async Task Encode_UnusualSound_IsHeardWhenItWas(string kind, string name, string arguments, double from, double to)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var source = await TestMedia.MakeAsync(folder[name], arguments, token);

        var end = await new RushesProgram(folder["work"]).RunAsync(token, "encode", source, "--out", folder["out"], "--chunk", "2s", "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        foreach (var manifest in (string[])["master.m3u8", "manifest.mpd"])
        {
            var (first, last) = await HeardAsync(Path.Combine(folder["out"], manifest), token);
            Assert.True(Math.Abs(first - from) < Tolerance, $"{kind}, {manifest}: heard from {first:F3} s, not {from:F3} s");
            Assert.True(Math.Abs(last - to) < Tolerance, $"{kind}, {manifest}: heard until {last:F3} s, not {to:F3} s");
        }
    }

    /// <summary>Seconds after the first frame at which sound is first and last heard.</summary>
    private static async Task<(double First, double Last)> HeardAsync(string manifest, CancellationToken cancellationToken)
    {
        var picture = (await FrameHashes.ReadAsync(manifest, "0:v:0", cancellationToken))[0];
        var origin = (double)picture.Ticks / picture.Timescale;
        var ffmpeg = await TestMedia.FfmpegAsync();
        var loud = new List<double>();
        var time = 0.0;
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(
                ffmpeg.Path,
                [
                    "-nostdin", "-v", "error", "-copyts", "-i", manifest, "-map", "0:a:0",
                    "-af", "asetnsamples=n=240:p=0,astats=metadata=1:reset=1,ametadata=mode=print:key=lavfi.astats.Overall.Peak_level:file=-",
                    "-f", "null", "-",
                ])
            {
                OnOutputLine = line =>
                {
                    const double Loud = -40;
                    if (Field(line, "pts_time:") is { } at)
                    {
                        time = at;
                    }
                    else if (Field(line, "Peak_level=") > Loud)
                    {
                        loud.Add(time);
                    }
                },
            },
            cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
        Assert.NotEmpty(loud);
        return (loud[0] - origin, loud[^1] - origin);
    }

    private static double? Field(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && double.TryParse(line[(at + name.Length)..].Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}

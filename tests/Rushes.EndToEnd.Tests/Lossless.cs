using System.Globalization;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests;

/// <summary>Encodes a source without loss and compares every decoded frame with the source's own.</summary>
internal static class Lossless
{
    public static async Task ProveAsync(string source, TemporaryFolder folder, string kind, CancellationToken cancellationToken)
    {
        // The whole decode is the definition, upright as everything that Rushes makes.
        var expected = await FrameHashes.ReadAsync(source, "0:v:0", cancellationToken);
        var height = await UprightHeightAsync(source, cancellationToken);
        var ladder = folder["ladder.yaml"];
        await File.WriteAllTextAsync(
            ladder,
            $"version: 1\ncodec: avc\nsegment: 2s\nrenditions:\n  - {{name: lossless, height: {height.ToString(CultureInfo.InvariantCulture)}, lossless: true, preset: ultrafast}}\n",
            cancellationToken);
        var output = folder["out"];
        var end = await new RushesProgram(folder["work"]).RunAsync(
            cancellationToken, "encode", source, "--out", output, "--ladder", ladder, "--chunk", "2s");
        Assert.True(end.ExitCode == 0, $"{kind}: {end}");

        var actual = await FrameHashes.ReadAsync(Path.Combine(output, "video/avc/lossless.mp4"), "0:v:0", cancellationToken);
        Assert.Equal(expected.Count, actual.Count);
        for (var frame = 0; frame < expected.Count; frame++)
        {
            Assert.True(expected[frame].Hash == actual[frame].Hash, $"{kind}: frame {frame} has other pixels");
            Assert.True(SameTime(expected, actual, frame), $"{kind}: frame {frame} is at another time");
        }
    }

    private static bool SameTime(IReadOnlyList<HashedFrame> expected, IReadOnlyList<HashedFrame> actual, int frame) =>
        (Int128)(expected[frame].Ticks - expected[0].Ticks) * actual[frame].Timescale
        == (Int128)(actual[frame].Ticks - actual[0].Ticks) * expected[frame].Timescale;

    private static async Task<int> UprightHeightAsync(string source, CancellationToken cancellationToken)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        var height = 0;
        await TestMedia.Runner.RunAsync(
            new(ffmpeg.Path, ["-nostdin", "-v", "error", "-i", source, "-map", "0:v:0", "-frames:v", "1", "-f", "framecrc", "-"])
            {
                OnOutputLine = line =>
                {
                    if (line.StartsWith("#dimensions 0: ", StringComparison.Ordinal))
                    {
                        height = int.Parse(line.Split('x')[1], CultureInfo.InvariantCulture);
                    }
                },
            },
            cancellationToken);
        return height;
    }
}

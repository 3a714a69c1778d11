using System.Diagnostics;
using System.Globalization;
using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Soak;

/// <summary>The promise that memory does not grow with a film: two hours, and our own process stays small.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "memory")]
public sealed class LongFilmTests(ITestOutputHelper output)
{
    private const int LoopSeconds = 10;
    private const int Hours = 2;
    private const long LargestMebibytes = 300;

    [Fact]
    public async Task Encode_TwoHours_StaysUnderThreeHundredMebibytes()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var film = await MakeFilmAsync(folder, token);
        var ladder = folder.Write(
            "ladder.yaml",
            "version: 1\ncodec: avc\nsegment: 6s\nrenditions:\n  - {name: tiny, height: 36, crf: 30, maxrate: 200k, buffer: 400k, preset: ultrafast}\n");

        var start = TimeProvider.System.GetTimestamp();
        using var process = new RushesProgram(folder["work"]).Start("encode", film, "--out", folder["out"], "--ladder", ladder, "--json");
        var running = RushesProgram.EndAsync(process, token);
        var peak = await PeakMemoryAsync(process, running, token);
        var end = await running;

        Assert.True(end.ExitCode == 0, end.ToString());
        var frames = Assert.Single(EndReport.Of(end).Renditions).Frames;
        var wall = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{frames} frames in {wall.TotalSeconds:F0} s, VmHWM {peak / 1024.0:F1} MiB"));
        Assert.Equal(Hours * 3600 * 24, frames);
        Assert.InRange(peak, 1, LargestMebibytes * 1024);
    }

    private static async Task<string> MakeFilmAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var loop = await TestMedia.MakeAsync(
            folder["loop.mp4"],
            $"-f lavfi -i testsrc2=size=64x36:rate=24:duration={LoopSeconds} -f lavfi -i sine=sample_rate=48000:duration={LoopSeconds} -c:v libx264 -g 48 -bf 0 -c:a aac -b:a 48k",
            cancellationToken);
        var times = (Hours * 3600 / LoopSeconds) - 1;
        return await TestMedia.MakeAsync(folder["film.mp4"], $"-stream_loop {times} -i {loop} -c copy", cancellationToken);
    }

    /// <summary>The most memory that the process ever held, in KiB, by the kernel's own high-water mark.</summary>
    private static async Task<long> PeakMemoryAsync(Process process, Task running, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var peak = 0L;
        while (!running.IsCompleted)
        {
            peak = Math.Max(peak, HighWaterMark(process.Id));
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return peak;
    }

    private static long HighWaterMark(int process)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status"))
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It has ended between two looks.
        }
    }
}

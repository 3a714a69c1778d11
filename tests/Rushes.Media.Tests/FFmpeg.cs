using System.Diagnostics;

namespace Rushes.Media.Tests;

/// <summary>FFmpeg as a maker and judge of media; named by RUSHES_FFMPEG.</summary>
internal static class FFmpeg
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("RUSHES_FFMPEG");

    public static void SkipWhenMissing() =>
        Assert.SkipWhen(string.IsNullOrEmpty(Path), "RUSHES_FFMPEG does not name an FFmpeg.");

    /// <summary>Standard output; fails on any other exit code than 0 and on any word at level error.</summary>
    public static Task<string> RunAsync(params string[] arguments) => StartAsync(Path!, ["-nostdin", "-hide_banner", "-v", "error", .. arguments]);

    /// <summary>The same of FFprobe, named by RUSHES_FFPROBE.</summary>
    public static Task<string> ProbeAsync(params string[] arguments) =>
        StartAsync(Environment.GetEnvironmentVariable("RUSHES_FFPROBE")!, ["-hide_banner", "-v", "error", .. arguments]);

    private static async Task<string> StartAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SVT_LOG"] = "1"; // SVT-AV1 greets on standard error.
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, string.Empty), (process.ExitCode, await errors));
        return output;
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace Rushes.Media.Tests;

/// <summary>ffprobe as a judge of what files say; named by RUSHES_FFPROBE.</summary>
internal static class FFprobe
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("RUSHES_FFPROBE");

    public static void SkipWhenMissing() =>
        Assert.SkipWhen(string.IsNullOrEmpty(Path), "RUSHES_FFPROBE does not name an ffprobe.");

    /// <summary>What it prints as JSON; null when it refuses the file.</summary>
    public static async Task<JsonElement?> TryReadAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-v", "error", "-of", "json", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await errors;
        return process.ExitCode == 0 ? JsonDocument.Parse(output).RootElement : null;
    }
}

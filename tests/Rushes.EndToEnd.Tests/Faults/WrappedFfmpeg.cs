using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>A script that stands for FFmpeg: it writes down each start, does what the test wants, and becomes the real one.</summary>
internal sealed class WrappedFfmpeg
{
    private readonly string _log;

    private WrappedFfmpeg(TemporaryFolder folder) => (Path, _log) = (folder["ffmpeg"], folder["ffmpeg.log"]);

    public string Path { get; }

    /// <summary>Starts that encode video, each by its argument list.</summary>
    public IReadOnlyList<string> Encodes =>
        File.Exists(_log) ? [.. File.ReadAllLines(_log).Where(line => line.Contains("libx264", StringComparison.Ordinal))] : [];

    /// <param name="folder">Holds the script, its log and whatever the script needs.</param>
    /// <param name="before">Lines of sh, with the arguments in <c>$@</c> and the real FFmpeg in <c>$ffmpeg</c>.</param>
    public static async Task<WrappedFfmpeg> CreateAsync(TemporaryFolder folder, string before = "")
    {
        var real = await TestMedia.FfmpegAsync();
        var wrapped = new WrappedFfmpeg(folder);
        folder.WriteScript(
            "ffmpeg",
            $"""
            #!/bin/sh
            ffmpeg='{real.Path}'
            folder='{folder.Path}'
            printf '%s\n' "$*" >> '{wrapped._log}'
            {before}
            exec "$ffmpeg" "$@"

            """);
        return wrapped;
    }

    /// <summary>Lines of sh that run only for the command that encodes the chunk.</summary>
    public static string OnChunk(int chunk, string lines) =>
        $"case \"$*\" in *{TinyJob.MarkOf(chunk)}*libx264*)\n{lines}\n;; esac";

    /// <summary>How often each chunk was begun.</summary>
    public int Encoded(int chunk) => Encodes.Count(line => line.Contains(TinyJob.MarkOf(chunk), StringComparison.Ordinal));
}

using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Locating;

/// <summary>Asks a tool what it is and can do, all questions at once. A file that gives no sensible answer is not the tool.</summary>
/// <param name="runner">Runs the tool.</param>
/// <param name="known">What need not be asked again.</param>
internal sealed class ToolExamination(IToolRunner runner, KnownTools known)
{
    private static readonly ToolLimits Limits = new(TimeSpan.FromSeconds(30), Timeout.InfiniteTimeSpan);

    internal Task<ToolInstallation?> FfmpegAsync(string path, CancellationToken cancellationToken) =>
        ExamineAsync("ffmpeg", path, AskFfmpegAsync, cancellationToken);

    internal Task<ToolInstallation?> FfprobeAsync(string path, CancellationToken cancellationToken) =>
        ExamineAsync("ffprobe", path, AskFfprobeAsync, cancellationToken);

    private async Task<ToolInstallation?> ExamineAsync(
        string name, string path, Func<string, CancellationToken, Task<ToolInstallation?>> askAsync, CancellationToken cancellationToken)
    {
        if (known.Find(name, path) is { } found)
            return found;
        var identity = KnownTools.Identity(path);
        var examined = await askAsync(path, cancellationToken);
        if (examined is not null && HasAnswered(examined))
            known.Keep(examined, identity);
        return examined;
    }

    /// <summary>An FFmpeg has encoders and filters; one that did not say so now may the next time.</summary>
    private static bool HasAnswered(ToolInstallation tool) => tool.Name != "ffmpeg" || (tool.Encoders.Count > 0 && tool.Filters.Count > 0);

    private async Task<ToolInstallation?> AskFfmpegAsync(string path, CancellationToken cancellationToken)
    {
        var version = AskAsync(path, "-version", cancellationToken);
        var encoders = AskAsync(path, "-encoders", cancellationToken);
        var filters = AskAsync(path, "-filters", cancellationToken);
        var digest = DigestAsync(path, cancellationToken);
        var (versionLines, encoderLines, filterLines) = (await version, await encoders, await filters);
        return Describe("ffmpeg", path, versionLines, encoderLines, filterLines, await digest, !await UsesLibrariesAsync(path, cancellationToken));
    }

    private async Task<ToolInstallation?> AskFfprobeAsync(string path, CancellationToken cancellationToken)
    {
        var version = AskAsync(path, "-version", cancellationToken);
        var digest = DigestAsync(path, cancellationToken);
        return Describe("ffprobe", path, await version, [], [], await digest, isSelfContained: false);
    }

    private static ToolInstallation? Describe(
        string name, string path, List<string> version, List<string> encoders, List<string> filters, string? digest, bool isSelfContained)
    {
        if (digest is null || version.Count == 0 || !version[0].StartsWith($"{name} version ", StringComparison.Ordinal))
            return null;
        return new(name, path, version[0].Split(' ')[2], digest)
        {
            Encoders = Names(encoders),
            Filters = Names(filters),
            LibavutilMajor = LibavutilMajor(version),
            IsSelfContained = isSelfContained,
        };
    }

    private async Task<List<string>> AskAsync(string path, string question, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var invocation = new ToolInvocation(path, ["-hide_banner", question]) { Limits = Limits, OnOutputLine = lines.Add };
        var result = await runner.RunAsync(invocation, cancellationToken);
        return result.Succeeded ? lines : [];
    }

    /// <summary>The second column of <c> V....D libx264  …</c>; lines of the legend have <c>=</c> there and do no harm.</summary>
    private static FrozenSet<string> Names(List<string> lines) =>
        lines.Select(line => line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length == 3)
            .Select(columns => columns[1])
            .ToFrozenSet();

    /// <summary>From <c>libavutil      59.  8.100 / 59.  8.100</c>; 0 when there is no such line.</summary>
    private static int LibavutilMajor(List<string> lines)
    {
        const string Library = "libavutil";
        var line = lines.Find(line => line.StartsWith(Library, StringComparison.Ordinal));
        var major = line?[Library.Length..].Split('.')[0];
        return int.TryParse(major, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>Whether the executable names a shared libavcodec, or is none that could: a script.</summary>
    private static async Task<bool> UsesLibrariesAsync(string path, CancellationToken cancellationToken)
    {
        const int Window = 1 << 20;
        byte[] elf = [0x7F, (byte)'E', (byte)'L', (byte)'F'], library = [.. "libavcodec.so"u8];
        try
        {
            await using var file = File.OpenRead(path);
            var buffer = new byte[Window + library.Length];
            var kept = 0;
            for (var first = true; ; first = false)
            {
                var read = await file.ReadAtLeastAsync(buffer.AsMemory(kept), Window, throwOnEndOfStream: false, cancellationToken);
                var bytes = buffer.AsSpan(0, kept + read);
                if (read == 0 || (first && !bytes.StartsWith(elf)))
                {
                    return first;
                }

                if (bytes.IndexOf(library) >= 0)
                {
                    return true;
                }

                kept = Math.Min(library.Length - 1, bytes.Length);
                bytes[^kept..].CopyTo(buffer);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static async Task<string?> DigestAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

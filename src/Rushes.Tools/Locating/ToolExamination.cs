using System.Collections.Frozen;
using System.Globalization;
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
        var file = ExecutableFile.ReadAsync(path, cancellationToken);
        var (versionLines, encoderLines, filterLines) = (await version, await encoders, await filters);
        return Describe("ffmpeg", path, versionLines, encoderLines, filterLines, await file);
    }

    private async Task<ToolInstallation?> AskFfprobeAsync(string path, CancellationToken cancellationToken)
    {
        var version = AskAsync(path, "-version", cancellationToken);
        var file = ExecutableFile.ReadAsync(path, cancellationToken);
        return Describe("ffprobe", path, await version, [], [], await file);
    }

    private static ToolInstallation? Describe(
        string name, string path, List<string> version, List<string> encoders, List<string> filters, ExecutableFile? file)
    {
        if (file is null || version.Count == 0 || !version[0].StartsWith($"{name} version ", StringComparison.Ordinal))
            return null;
        return new(name, path, version[0].Split(' ')[2], file.Digest)
        {
            Encoders = Names(encoders),
            Filters = Names(filters),
            LibavutilMajor = LibavutilMajor(version),
            IsSelfContained = !file.UsesLibraries,
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
}

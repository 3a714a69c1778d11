using Rushes.Contracts;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Locating;

/// <summary>
/// Finds FFmpeg and ffprobe (DESIGN §11 A). FFmpeg: the one that the host names, and no other; else the first on PATH if it
/// is new enough and has the needed encoders and libvmaf; else the npm build that the launcher placed. ffprobe, which only
/// reads metadata: the one that the host names, else the first on PATH, of any version.
/// </summary>
public sealed class ToolLocator(IToolRunner runner)
{
    private static readonly string NpmBuild = Path.Combine("node_modules", "@ffmpeg-binary", "linux-x64", "ffmpeg");

    /// <summary>Looks for both tools side by side. Takes about 0.2 s for tools that are not known, most of it for the digest of a static FFmpeg.</summary>
    public async Task<LocatedTools> LocateAsync(ToolSearch search, CancellationToken cancellationToken)
    {
        var examination = new ToolExamination(runner, new KnownTools(search.KnownToolsFolder));
        var findFfprobe = FindFfprobeAsync(search, examination, cancellationToken);
        var findFfmpeg = FindFfmpegAsync(search, examination, cancellationToken);
        var (ffprobe, noFfprobe) = await findFfprobe;
        var (ffmpeg, noFfmpeg) = await findFfmpeg;
        return new(ffmpeg, ffprobe, [.. new[] { noFfmpeg, noFfprobe }.OfType<Failure>()]);
    }

    private static async Task<(ToolInstallation?, Failure?)> FindFfmpegAsync(ToolSearch search, ToolExamination examination, CancellationToken cancellationToken)
    {
        if (search.FfmpegPath is { Length: > 0 } named)
            return await JudgeAsync("RUSHES_FFMPEG", named, search, examination, cancellationToken);
        var onPath = ExecutablePath.Find("ffmpeg", search.SearchPath) is { } path
            ? await examination.FfmpegAsync(path, cancellationToken)
            : null;
        if (onPath is not null && IsGoodEnough(onPath))
            return (onPath, null);
        var npmBuild = search.ToolsFolder is { Length: > 0 } folder ? Path.Combine(folder, NpmBuild) : null;
        if (File.Exists(npmBuild) && await examination.FfmpegAsync(npmBuild, cancellationToken) is { } placed)
            return (placed, ToolFailures.OfFfmpeg(placed, search));
        // PATH's FFmpeg may lack only what a later version needs, and is then better than none.
        return onPath is null ? (null, ToolFailures.Missing("ffmpeg", search)) : (onPath, ToolFailures.OfFfmpeg(onPath, search));
    }

    private static async Task<(ToolInstallation?, Failure?)> FindFfprobeAsync(ToolSearch search, ToolExamination examination, CancellationToken cancellationToken)
    {
        var named = search.FfprobePath is { Length: > 0 } explicitPath ? explicitPath : null;
        var path = named ?? ExecutablePath.Find("ffprobe", search.SearchPath);
        var found = path is null ? null : await examination.FfprobeAsync(Path.GetFullPath(path), cancellationToken);
        if (found is not null)
            return (found, null);
        return (null, named is null ? ToolFailures.Missing("ffprobe", search) : ToolFailures.NotATool("RUSHES_FFPROBE", named));
    }

    private static async Task<(ToolInstallation?, Failure?)> JudgeAsync(
        string option, string path, ToolSearch search, ToolExamination examination, CancellationToken cancellationToken)
    {
        var found = await examination.FfmpegAsync(Path.GetFullPath(path), cancellationToken);
        return found is null ? (null, ToolFailures.NotATool(option, path)) : (found, ToolFailures.OfFfmpeg(found, search));
    }

    private static bool IsGoodEnough(ToolInstallation ffmpeg) =>
        ffmpeg.LibavutilMajor >= ToolRequirements.LibavutilMajor && ffmpeg.HasLibvmaf
        && ToolRequirements.Ffmpeg.Where(requirement => requirement.NeededNow).All(ffmpeg.Has);
}

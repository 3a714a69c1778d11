using Rushes.Tools.Execution;
using Rushes.Tools.Locating;
using Xunit;

namespace Rushes.Testing;

/// <summary>
/// Makes small clips with the FFmpeg that RUSHES_FFMPEG names, and finds the shared media that RUSHES_MEDIA names.
/// What is not there skips the test that needs it, with the reason.
/// </summary>
public static class TestMedia
{
    /// <summary>A runner on the real clock.</summary>
    public static IToolRunner Runner { get; } = new ToolRunner(TimeProvider.System);

    public static ToolSearch Search { get; } = new()
    {
        FfmpegPath = Environment.GetEnvironmentVariable("RUSHES_FFMPEG"),
        FfprobePath = Environment.GetEnvironmentVariable("RUSHES_FFPROBE"),
        SearchPath = Environment.GetEnvironmentVariable("PATH"),
        ToolsFolder = Environment.GetEnvironmentVariable("RUSHES_TOOLS"),
    };

    /// <summary>Started once by the first test that asks; declared after what it needs, for static fields are set in order.</summary>
    private static readonly Task<LocatedTools> Tools = new ToolLocator(Runner).LocateAsync(Search, CancellationToken.None);

    /// <summary>FFmpeg 7.0 or later, or the test is skipped.</summary>
    public static async Task<ToolInstallation> FfmpegAsync() => (await LocateAsync()).Ffmpeg!;

    /// <summary>ffprobe, or the test is skipped.</summary>
    public static async Task<ToolInstallation> FfprobeAsync() => (await LocateAsync()).Ffprobe!;

    /// <summary>Runs FFmpeg with the arguments, words parted by single blanks, and then the path of the output, which it gives back.</summary>
    public static async Task<string> MakeAsync(string output, string arguments, CancellationToken cancellationToken) =>
        await MakeAsync(output, arguments.Split(' '), cancellationToken);

    public static async Task<string> MakeAsync(string output, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var ffmpeg = await FfmpegAsync();
        var result = await Runner.RunAsync(
            new(ffmpeg.Path, ["-v", "error", "-nostdin", "-y", .. arguments, output]), cancellationToken);
        Assert.True(result.Succeeded, result.ErrorTail);
        return output;
    }

    /// <summary>A file of the shared media, or the test is skipped.</summary>
    /// <param name="name">Relative: <c>a-content/park_joy_720p24.mp4</c>.</param>
    public static string Shared(string name)
    {
        var folder = Environment.GetEnvironmentVariable("RUSHES_MEDIA");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "RUSHES_MEDIA names no folder of shared media.");
        var path = Path.Combine(folder!, name);
        Assert.SkipUnless(Path.Exists(path), $"The shared media have no {name}.");
        return path;
    }

    /// <summary>Names of all files in a folder of the shared media, in order; or the test is skipped.</summary>
    /// <param name="folder">Relative: <c>a-content</c>; empty: all folders.</param>
    public static IEnumerable<string> SharedNames(string folder = "")
    {
        var path = Shared(folder);
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => Path.Combine(folder, Path.GetRelativePath(path, file)))
            .Order(StringComparer.Ordinal);
    }

    private static async Task<LocatedTools> LocateAsync()
    {
        var tools = await Tools;
        Assert.SkipUnless(tools.Complete, string.Join(' ', tools.Failures.Select(failure => failure.Message)));
        return tools;
    }
}

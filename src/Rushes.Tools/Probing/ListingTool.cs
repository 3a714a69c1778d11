using Rushes.Tools.Execution;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Probing;

/// <summary>Runs FFmpeg where it lists frames or packets of a whole film.</summary>
internal sealed class ListingTool(IToolRunner runner, ToolInstallation ffmpeg)
{
    private static readonly ToolLimits Limits = new(TimeSpan.FromHours(24), TimeSpan.FromSeconds(60));

    /// <param name="path">Of the media, the only file that it may read.</param>
    /// <param name="arguments">Of FFmpeg.</param>
    /// <param name="made">A file that it may write; null: none.</param>
    /// <param name="onLine">Takes the listing.</param>
    /// <param name="log">Takes what FFmpeg says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ToolResult> RunAsync(
        string path, IReadOnlyList<string> arguments, string? made, Action<string> onLine, ScanLog log, CancellationToken cancellationToken) =>
        runner.RunAsync(
            new(ffmpeg.Path, arguments)
            {
                Limits = Limits,
                Inputs = [Path.GetFullPath(path)],
                Outputs = Path.GetDirectoryName(made),
                OnOutputLine = onLine,
                OnErrorLine = log.Read,
            },
            cancellationToken);

    public static bool WasKilled(ToolResult result) => result.End != ToolEnd.Exited || result.Signal is not null;
}

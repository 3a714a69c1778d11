using Rushes.Tools.Locating;

namespace Rushes.Cli.Hosting;

internal static class ToolSearches
{
    public static ToolSearch From(Surroundings surroundings) => new()
    {
        FfmpegPath = surroundings.Variable("RUSHES_FFMPEG"),
        FfprobePath = surroundings.Variable("RUSHES_FFPROBE"),
        SearchPath = surroundings.Variable("PATH"),
        ToolsFolder = surroundings.Variable("RUSHES_TOOLS"),
    };
}

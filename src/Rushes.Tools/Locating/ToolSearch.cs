namespace Rushes.Tools.Locating;

/// <summary>Where to look for tools. The host fills it from its environment; nobody else reads that.</summary>
public sealed record ToolSearch
{
    /// <summary>RUSHES_FFMPEG: this one or none.</summary>
    public string? FfmpegPath { get; init; }

    /// <summary>RUSHES_FFPROBE: this one or none.</summary>
    public string? FfprobePath { get; init; }

    /// <summary>PATH.</summary>
    public string? SearchPath { get; init; }

    /// <summary>RUSHES_TOOLS: the folder in which the launcher put the npm build of FFmpeg.</summary>
    public string? ToolsFolder { get; init; }

    /// <summary>Where the answers of tools are kept for the next command; null: they are asked each time.</summary>
    public string? KnownToolsFolder { get; init; }
}

namespace Rushes.Cli.Jobs;

/// <summary>What to package and how: the command line, checked.</summary>
internal sealed record PackageSettings
{
    /// <summary>Absolute; indexes and media, in the order given.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Absolute; of the folder that will hold the package.</summary>
    public required string OutputPath { get; init; }

    /// <summary>Absolute; holds the jobs.</summary>
    public required string WorkPath { get; init; }

    /// <summary>"hls", "dash", "mp4", "mov"; empty: chosen by what the inputs hold.</summary>
    public required IReadOnlyList<string> Forms { get; init; }

    public required long SegmentMs { get; init; }

    /// <summary>Each segment is a file of its own.</summary>
    public required bool SegmentFiles { get; init; }

    /// <summary>Progressive files hold each track whole.</summary>
    public required bool Copyable { get; init; }

    /// <summary>Absolute; WebVTT files.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>From one thumbnail to the next; 0: none.</summary>
    public required long ThumbnailIntervalMs { get; init; }

    /// <summary>Null: the package stays clear.</summary>
    public KeysSource? Keys { get; init; }

    public required bool Json { get; init; }

    public required bool Verbose { get; init; }
}

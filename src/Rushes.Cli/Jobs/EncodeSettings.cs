using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What to encode and how: the command line, checked.</summary>
internal sealed record EncodeSettings
{
    /// <summary>Absolute; of the folder that will hold the streams.</summary>
    public required string OutputPath { get; init; }

    /// <summary>Absolute; holds the jobs.</summary>
    public required string WorkPath { get; init; }

    /// <summary>How much of encoded chunks is kept for later jobs of this machine; 0: nothing.</summary>
    public long CacheBytes { get; init; }

    /// <summary>One for each codec.</summary>
    public required IReadOnlyList<Ladder> Ladders { get; init; }

    /// <summary>The ladders as given: their names, or the texts of the files.</summary>
    public required string LadderText { get; init; }

    /// <summary>0: automatic.</summary>
    public required long ChunkMs { get; init; }

    /// <summary>Of neighbouring chunks that are handed out as one; 0: each by itself.</summary>
    public long CollateMs { get; init; }

    public required PriorityClass Class { get; init; }

    /// <summary>Null: none.</summary>
    public required DateTimeOffset? Due { get; init; }

    /// <summary>The due date as given: a distance from now is the same request tomorrow.</summary>
    public required string DueText { get; init; }

    /// <summary>How closely the source is looked at; unspecified: by the class.</summary>
    public InspectionPhase Inspection { get; init; }

    /// <summary>What may be done to the picture where the inspection offers it.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>Whether, and how much, renditions are measured.</summary>
    public TitleQuality Quality { get; init; } = TitleQuality.Sampled;

    /// <summary>A progressive file of each rendition, too.</summary>
    public bool Mp4 { get; init; }

    /// <summary>Done to the picture of every rendition; null: nothing.</summary>
    public Steps? Steps { get; init; }

    public ColourHandling ColourHandling { get; init; }

    /// <summary>Each segment is a file of its own.</summary>
    public bool SegmentFiles { get; init; }

    public bool ShotAligned { get; init; }

    /// <summary>Does the work; null: this machine.</summary>
    public Uri? Server { get; init; }

    /// <summary>What the server is shown; null: it asks for none.</summary>
    public string? Token { get; init; }

    public required bool Json { get; init; }

    public required bool Verbose { get; init; }
}

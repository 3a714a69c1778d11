using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What to inspect and how closely: the command line, checked.</summary>
internal sealed record InspectSettings
{
    public required IJobInput Input { get; init; }

    /// <summary>Absolute; holds what is made on the way.</summary>
    public required string WorkPath { get; init; }

    /// <summary>Of what is kept for later jobs; 0: nothing is.</summary>
    public required long CacheBytes { get; init; }

    public required InspectionPhase Phase { get; init; }

    /// <summary>Of the full phase.</summary>
    public required IReadOnlyList<InspectionCheck> LeaveOut { get; init; }

    /// <summary>What frames are counted of.</summary>
    public required TimelinePictures Pictures { get; init; }

    /// <summary>Absolute; null: no page is asked for.</summary>
    public required string? HtmlPath { get; init; }

    public required bool Json { get; init; }

    public required bool Verbose { get; init; }
}

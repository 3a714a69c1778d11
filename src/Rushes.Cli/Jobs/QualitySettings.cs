using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What to compare and how: the command line, checked.</summary>
internal sealed record QualitySettings
{
    public required IJobInput Reference { get; init; }

    /// <summary>Absolute.</summary>
    public required string EncodedPath { get; init; }

    /// <summary>Absolute; holds what is made on the way.</summary>
    public required string WorkPath { get; init; }

    /// <summary>Done to the reference's picture before it was encoded; null: nothing.</summary>
    public required Steps? Steps { get; init; }

    public required VmafModel Model { get; init; }

    /// <summary>Besides VMAF.</summary>
    public required IReadOnlyList<QualityMetric> Metrics { get; init; }

    /// <summary>Of the frames, 0 to 1; null: all are measured.</summary>
    public required double? Share { get; init; }

    /// <summary>Mean VMAF below which the answer is no; null: none.</summary>
    public required double? Least { get; init; }

    /// <summary>Absolute; null: the scores of frames are not asked for.</summary>
    public required string? ScoresPath { get; init; }

    /// <summary>Absolute; null: no page is asked for.</summary>
    public required string? HtmlPath { get; init; }

    public required bool Json { get; init; }

    public required bool Verbose { get; init; }
}

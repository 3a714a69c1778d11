using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What to validate, and against what: the command line, checked.</summary>
internal sealed record ValidateSettings
{
    /// <summary>Absolute.</summary>
    public required string MediaPath { get; init; }

    public required StreamExpectation Expectation { get; init; }

    /// <summary>Null: it is not held against what it was made of.</summary>
    public required IJobInput? Source { get; init; }

    /// <summary>Done to the source's picture before it was encoded; null: nothing.</summary>
    public required Steps? Steps { get; init; }

    /// <summary>Whether pictures are decoded, and not only samples read.</summary>
    public required bool Decodes { get; init; }

    /// <summary>Absolute; holds what is made on the way.</summary>
    public required string WorkPath { get; init; }

    public required bool Json { get; init; }
}

using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Where a package is not what its proof says.</summary>
/// <param name="Code">Stable, lower case, dotted: one of <see cref="ProofProblemCodes"/>.</param>
/// <param name="Path">Of the file, in the package.</param>
/// <param name="Message">For people.</param>
public sealed record ProofProblem(string Code, string Path, string Message)
{
    /// <summary>The first frame that is wrong: its number on the timeline, from 0, where one is to blame.</summary>
    public long? Frame { get; init; }

    /// <summary>Its presentation time, seconds.</summary>
    public Rational? Time { get; init; }

    /// <summary>The name of the track that the frame is of, in a file with several.</summary>
    public string? Track { get; init; }

    /// <summary>Byte in the file, where one is known.</summary>
    public long? Offset { get; init; }
}

using Rushes.Contracts;

namespace Rushes.Streaming.Ladders;

/// <summary>What came of reading a ladder file.</summary>
public abstract record ParsedLadder
{
    private ParsedLadder()
    {
    }

    public sealed record Valid(Ladder Ladder) : ParsedLadder;

    /// <param name="Failures">Every mistake, in the order of lines; at least one.</param>
    public sealed record Invalid(IReadOnlyList<Failure> Failures) : ParsedLadder;
}

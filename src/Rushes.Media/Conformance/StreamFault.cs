namespace Rushes.Media.Conformance;

/// <summary>A difference between a stream and what it was promised to be, or what its standard says.</summary>
/// <param name="Code">Of <see cref="FaultCodes"/>.</param>
/// <param name="IsWarning">The picture is right, but a decoder may have trouble.</param>
/// <param name="Message">For people.</param>
/// <param name="Clause">Of the standard that says so; empty: it is a promise that is not kept.</param>
/// <param name="From">First frame, in presentation order; 0 for what concerns the whole stream.</param>
/// <param name="To">Behind the last frame.</param>
/// <param name="Chunk">That holds the first of them.</param>
/// <param name="Evidence">What was found and what was to be.</param>
public sealed record StreamFault(
    string Code, bool IsWarning, string Message, string Clause, int From, int To, int Chunk, IReadOnlyDictionary<string, string> Evidence)
{
    /// <summary>The code of a buffer that runs empty.</summary>
    public const string Underflow = FaultCodes.Underflow;
}

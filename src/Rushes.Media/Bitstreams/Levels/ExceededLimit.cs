namespace Rushes.Media.Bitstreams.Levels;

/// <summary>A limit of a level, and a stream that asks for more.</summary>
/// <param name="Name">As the standard calls it: "MaxFS".</param>
/// <param name="Limit">The greatest value that is allowed.</param>
/// <param name="Value">What the stream asks for.</param>
/// <param name="Clause">"H.264 A.3.1".</param>
public sealed record ExceededLimit(string Name, double Limit, double Value, string Clause);

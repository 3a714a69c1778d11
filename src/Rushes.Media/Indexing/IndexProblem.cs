namespace Rushes.Media.Indexing;

/// <summary>Why files do not make the video they should.</summary>
/// <param name="Code">Stable, lower case, dotted: one of <see cref="IndexProblemCodes"/>.</param>
/// <param name="Message">For people.</param>
/// <param name="Chunk">Counted from 0, where one is to blame.</param>
/// <param name="Frame">On the timeline, counted from 0, where one is to blame.</param>
public sealed record IndexProblem(string Code, string Message, int? Chunk = null, long? Frame = null);

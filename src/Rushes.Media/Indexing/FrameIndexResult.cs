namespace Rushes.Media.Indexing;

/// <summary>An index, or every reason why there is none.</summary>
/// <param name="Index">Null when there are problems.</param>
/// <param name="Problems">Empty when there is an index.</param>
public sealed record FrameIndexResult(FrameIndex? Index, IReadOnlyList<IndexProblem> Problems);

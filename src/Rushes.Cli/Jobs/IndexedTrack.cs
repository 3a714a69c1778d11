using Rushes.Media.Indexing;

namespace Rushes.Cli.Jobs;

/// <summary>A track, with an index of its frames or the reason why there is none.</summary>
/// <param name="Index">Null: none.</param>
/// <param name="Problems">Empty with an index.</param>
internal sealed record IndexedTrack(FrameIndex? Index, IReadOnlyList<IndexProblem> Problems);

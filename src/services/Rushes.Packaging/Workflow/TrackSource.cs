using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Packaging.Workflow;

/// <summary>A track that is to be packaged, with its index read.</summary>
/// <param name="Track">Where it comes from.</param>
/// <param name="Index">Of its samples.</param>
/// <param name="Name">Unique among the tracks of its kind.</param>
internal sealed record TrackSource(SourceTrack Track, FrameIndex Index, string Name)
{
    public bool IsVideo => Index.Format.Kind == TrackKind.Video;

    public string Language => Track.Language.Length > 0 ? Track.Language : Index.Language.Length > 0 ? Index.Language : "und";
}

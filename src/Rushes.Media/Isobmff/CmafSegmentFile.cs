using Rushes.Media.Indexing;

namespace Rushes.Media.Isobmff;

/// <summary>A segment of a track as a file of its own: the same bytes that it has in the file of the whole track.</summary>
internal sealed class CmafSegmentFile(CmafTrackPlan plan, int segment) : IFileLayout
{
    public long Size => plan.Segments[segment].Bytes.Length;

    public IReadOnlyList<FrameIndex> Tracks => [plan.Index];

    public IEnumerable<FileRun> Runs() => plan.SegmentRuns(segment);
}

using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;

namespace Rushes.Packaging.Functions.Track;

/// <summary>The media of a track: one file, or one for what players read first and one for each segment.</summary>
internal sealed class TrackMedia(TrackFiles files, CmafTrackPlan plan)
{
    private bool IsOneFile => files.Form == SegmentForm.ByteRanges;

    /// <summary>What is opened first.</summary>
    public string Entrance => IsOneFile ? files.Media : files.Initialization;

    public async Task WriteAsync(PackageOutput output, CancellationToken cancellationToken)
    {
        if (IsOneFile)
        {
            await output.WriteAsync(files.Media, plan, cancellationToken);
            return;
        }

        await output.WriteProvenAsync(files.Initialization, plan.InitializationBytes, cancellationToken);
        for (var i = 0; i < plan.Segments.Count; i++)
        {
            await output.WritePartAsync(files.Segment(i + 1), plan.SegmentFile(i), cancellationToken);
        }
    }

    /// <summary>Of the frames in these files, seen from the folder of the indexes.</summary>
    public FrameIndex CreateIndex() => IsOneFile
        ? plan.CreateIndex($"../{files.Media}")
        : plan.CreateIndex(segment => $"../{files.Segment(segment + 1)}");
}

using Rushes.Media.Manifests;

namespace Rushes.Packaging.Workflow;

/// <summary>
/// Where a track's files lie in the output folder, relative to it: video below its codec, audio named with its own.
/// </summary>
internal sealed record TrackPaths(TrackFiles Files, string IndexName)
{
    public string Index => $"index/{IndexName}.rfi";

    public string Digests => $"index/{IndexName}.rfd";

    /// <summary>Of the frames as they are encrypted.</summary>
    public string EncryptedDigests => $"index/{IndexName}.encrypted.rfd";

    // No rendition has a dot in its name.
    public static TrackPaths For(TrackTask track) => track.Kind switch
    {
        TrackKinds.Video => new(new($"video/{track.Codec}/{track.Name}", Form(track)), $"video-{track.Codec}-{track.Name}"),
        TrackKinds.TrickPlay => new(new($"video/{track.Codec}/{track.Name}.trick", Form(track)), $"video-{track.Codec}-{track.Name}.trick"),
        _ => new(new($"audio/{track.Name}", Form(track)), $"audio-{track.Codec}-{track.Name}"),
    };

    private static SegmentForm Form(TrackTask track) => track.SegmentFiles ? SegmentForm.Files : SegmentForm.ByteRanges;
}

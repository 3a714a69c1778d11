namespace Rushes.Media.Manifests;

/// <summary>Whether a track is one file, of which players fetch ranges, or a folder with a file for each segment.</summary>
public enum SegmentForm
{
    ByteRanges,
    Files,
}

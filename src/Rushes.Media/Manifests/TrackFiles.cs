namespace Rushes.Media.Manifests;

/// <summary>Where the files of a track lie: all are named after one stem, with forward slashes.</summary>
/// <param name="Stem">Relative to the manifests: "video/avc/360p".</param>
/// <param name="Form">Of the media.</param>
public sealed record TrackFiles(string Stem, SegmentForm Form = SegmentForm.ByteRanges)
{
    /// <summary>The whole track, where it is one file.</summary>
    public string Media => $"{Stem}.mp4";

    /// <summary>Of HLS.</summary>
    public string Playlist => $"{Stem}.m3u8";

    /// <summary>Of HLS, the key frames alone.</summary>
    public string IFramePlaylist => $"{Stem}.iframes.m3u8";

    /// <summary><c>ftyp</c> and <c>moov</c>, where segments are files.</summary>
    public string Initialization => $"{Stem}/init.mp4";

    /// <summary>What <see cref="Segment"/> gives, as DASH counts (ISO/IEC 23009-1 §5.3.9.4.4).</summary>
    internal string SegmentTemplate => $"{ManifestUri.Escape(Stem)}/seg-$Number%05d$.m4s";

    /// <summary>The same files seen from the folder that holds the playlist.</summary>
    internal TrackFiles Beside => this with { Stem = Stem[(Stem.LastIndexOf('/') + 1)..] };

    /// <param name="number">From 1.</param>
    public string Segment(int number) => FormattableString.Invariant($"{Stem}/seg-{number:D5}.m4s");
}

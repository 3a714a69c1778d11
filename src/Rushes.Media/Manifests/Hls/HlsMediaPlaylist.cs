using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests.Hls;

/// <summary>The playlist of one track (RFC 8216bis §4.4.3), video on demand: of ranges of one file, or of a file for each segment.</summary>
public static class HlsMediaPlaylist
{
    /// <param name="files">Of the track; the playlist lies at <see cref="TrackFiles.Playlist"/>.</param>
    /// <param name="plan">Of the track.</param>
    /// <param name="keys">None where it is clear.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(TrackFiles files, CmafTrackPlan plan, IReadOnlyList<HlsKey> keys)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(keys);
        var playlist = new TrackPlaylist(files.Beside, plan, keys);
        playlist.Begin("#EXT-X-INDEPENDENT-SEGMENTS", plan.Segments.Max(segment => segment.Duration));
        for (var i = 0; i < plan.Segments.Count; i++)
        {
            playlist.AddSegment(i);
        }

        return playlist.End();
    }
}

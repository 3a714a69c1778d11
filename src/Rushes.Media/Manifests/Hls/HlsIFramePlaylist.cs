using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests.Hls;

/// <summary>The playlist of a picture's key frames (RFC 8216bis §4.4.3.6), with which players search and run fast.</summary>
public static class HlsIFramePlaylist
{
    /// <param name="files">Of the track; the playlist lies at <see cref="TrackFiles.IFramePlaylist"/>.</param>
    /// <param name="plan">Of a track of video.</param>
    /// <param name="keys">None where it is clear.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(TrackFiles files, CmafTrackPlan plan, IReadOnlyList<HlsKey> keys)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(keys);
        var playlist = new TrackPlaylist(files.Beside, plan, keys);
        playlist.Begin("#EXT-X-I-FRAMES-ONLY", plan.KeyFrames().Max(frame => frame.Duration));
        foreach (var frame in plan.KeyFrames())
        {
            playlist.AddKeyFrame(frame);
        }

        return playlist.End();
    }
}

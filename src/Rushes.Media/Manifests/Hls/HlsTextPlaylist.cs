using System.Globalization;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Hls;

/// <summary>
/// The playlist of a WebVTT file (RFC 8216bis §3.1.4): one segment as long as the film. Text is small, and playlists of text may
/// have a target duration of their own.
/// </summary>
public static class HlsTextPlaylist
{
    /// <param name="text">The playlist lies at its <see cref="TextPresentation.Playlist"/>.</param>
    /// <param name="duration">Of the film, or to the end of the last cue where that is later; seconds.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(TextPresentation text, Rational duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = ManifestUri.Escape(text.Media[(text.Media.LastIndexOf('/') + 1)..]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-TARGETDURATION:{TargetDuration.Of(duration)}
            #EXTINF:{DecimalTime.Format(duration.Numerator, duration.Denominator)},
            {file}
            #EXT-X-ENDLIST

            """);
    }
}

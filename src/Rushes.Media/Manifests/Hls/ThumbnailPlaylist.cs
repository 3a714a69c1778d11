using System.Globalization;
using System.Text;
using Rushes.Media.Manifests.Thumbnails;

namespace Rushes.Media.Manifests.Hls;

/// <summary>
/// The playlist of tiled thumbnails: EXT-X-IMAGES-ONLY and EXT-X-TILES of Roku's extension of HLS. Players that do not know it
/// never fetch it.
/// </summary>
public static class ThumbnailPlaylist
{
    /// <param name="tiles">The playlist lies at <see cref="ThumbnailTiles.PlaylistName"/>.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(ThumbnailTiles tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        var tag = new HlsTag("EXT-X-TILES")
            .Plain("RESOLUTION", $"{tiles.Width}x{tiles.Height}")
            .Plain("LAYOUT", $"{tiles.Columns}x{tiles.Rows}")
            .Plain("DURATION", $"{DecimalTime.Format(tiles.Interval.Numerator, tiles.Interval.Denominator)}");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-IMAGES-ONLY\n#EXT-X-TARGETDURATION:{TargetDuration.Of(tiles.FileDuration)}\n");
        for (var file = 1; file <= tiles.FileCount; file++)
        {
            var duration = tiles.Interval * tiles.CountIn(file);
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{DecimalTime.Format(duration.Numerator, duration.Denominator)},\n{tag}\n{ThumbnailTiles.FileName(file)}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }
}

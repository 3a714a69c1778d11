using System.Globalization;
using System.Text;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests;

/// <summary>The playlist of one track that lies in one file (RFC 8216bis §4.4.3): byte ranges, video on demand.</summary>
public static class HlsMediaPlaylist
{
    /// <param name="uri">Of the track's file, relative to the playlist.</param>
    /// <param name="plan">Of the track.</param>
    /// <returns>The playlist, lines ended by LF.</returns>
    public static string Create(string uri, CmafTrackPlan plan)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(plan);
        var timescale = plan.Index.Timescale;
        var escaped = ManifestUri.Escape(uri);
        var text = new StringBuilder();
        text.Append("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{TargetDuration(plan.Segments, timescale)}\n");
        text.Append(CultureInfo.InvariantCulture, $"#EXT-X-MAP:URI=\"{escaped}\",BYTERANGE=\"{plan.Initialization.Length}@{plan.Initialization.Offset}\"\n");
        foreach (var segment in plan.Segments)
        {
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{DecimalTime.Format(segment.Duration, timescale)},\n");
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-BYTERANGE:{segment.Bytes.Length}@{segment.Bytes.Offset}\n{escaped}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    // §4.4.3.1: no EXTINF, rounded to the nearest second, is more.
    private static long TargetDuration(IReadOnlyList<CmafSegment> segments, uint timescale)
    {
        var longest = new Rational(segments.Max(segment => segment.Duration), timescale);
        return Math.Max(1, (long)(((Int128)longest.Numerator * 2 + longest.Denominator) / ((Int128)longest.Denominator * 2)));
    }
}

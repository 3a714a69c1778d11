using System.Globalization;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>A media playlist over byte ranges of one file, read by RFC 8216 and not by our own code.</summary>
/// <param name="Map">The initialization, <c>EXT-X-MAP</c>.</param>
internal sealed record MediaPlaylist(ByteRange Map, IReadOnlyList<PlaylistSegment> Segments)
{
    public static MediaPlaylist Read(string path)
    {
        var map = default(ByteRange);
        var segments = new List<PlaylistSegment>();
        var (seconds, range) = (0m, default(ByteRange));
        foreach (var line in File.ReadLines(path))
        {
            var (tag, value) = line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                ? (line[..colon], line[(colon + 1)..])
                : (line, "");
            switch (tag)
            {
                case "#EXT-X-MAP":
                    map = ByteRange.OfPlaylist(value.Split("BYTERANGE=\"")[1].TrimEnd('"'));
                    break;
                case "#EXTINF":
                    seconds = decimal.Parse(value.TrimEnd(','), CultureInfo.InvariantCulture);
                    break;
                case "#EXT-X-BYTERANGE":
                    range = ByteRange.OfPlaylist(value);
                    break;
                case [not '#', ..]:
                    segments.Add(new PlaylistSegment(seconds, range, line));
                    break;
            }
        }

        return new MediaPlaylist(map, segments);
    }
}

internal sealed record PlaylistSegment(decimal Seconds, ByteRange Range, string Uri);

using System.Globalization;
using System.Text;
using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests.Hls;

/// <summary>A media playlist while it is written.</summary>
/// <param name="files">As the playlist sees them.</param>
/// <param name="plan">Of the track.</param>
/// <param name="keys">None where it is clear.</param>
internal sealed class TrackPlaylist(TrackFiles files, CmafTrackPlan plan, IReadOnlyList<HlsKey> keys)
{
    private readonly StringBuilder _text = new();
    private readonly string _media = ManifestUri.Escape(files.Media);

    private bool IsOneFile => files.Form == SegmentForm.ByteRanges;

    /// <param name="kind">The tag that says what the entries are.</param>
    /// <param name="longest">Duration of an entry, ticks.</param>
    public void Begin(string kind, long longest)
    {
        var target = TargetDuration.Of(new Rational(longest, plan.Index.Timescale));
        _text.Append(CultureInfo.InvariantCulture, $"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-PLAYLIST-TYPE:VOD\n{kind}\n#EXT-X-TARGETDURATION:{target}\n");

        // §4.4.4.5.
        var map = new HlsTag("EXT-X-MAP").Quoted("URI", IsOneFile ? _media : ManifestUri.Escape(files.Initialization));
        _text.Append(IsOneFile ? map.Quoted("BYTERANGE", Range(plan.Initialization, 0)) : map).Append('\n');

        // §4.4.4.4: a key holds for all that follows. In front of a clear lead too, where players look for it.
        foreach (var key in keys)
        {
            _text.Append(CultureInfo.InvariantCulture, $"#EXT-X-KEY:{key.Attributes}\n");
        }
    }

    public void AddSegment(int segment)
    {
        var bytes = plan.Segments[segment].Bytes;
        Add(segment, plan.Segments[segment].Duration, IsOneFile ? bytes : null);
    }

    public void AddKeyFrame(CmafKeyFrame frame) => Add(frame.Segment, frame.Duration, frame.Bytes);

    public string End() => _text.Append("#EXT-X-ENDLIST\n").ToString();

    private void Add(int segment, long duration, ByteRange? bytes)
    {
        _text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{DecimalTime.Format(duration, plan.Index.Timescale)},\n");
        if (bytes is { } range)
        {
            _text.Append(CultureInfo.InvariantCulture, $"#EXT-X-BYTERANGE:{Range(range, IsOneFile ? 0 : plan.Segments[segment].Bytes.Offset)}\n");
        }

        _text.Append(IsOneFile ? _media : ManifestUri.Escape(files.Segment(segment + 1))).Append('\n');
    }

    private static string Range(ByteRange bytes, long fileStart) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}@{bytes.Offset - fileStart}");
}

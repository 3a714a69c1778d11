using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Hls;

namespace Rushes.Media.Tests.Manifests.Hls;

public sealed class HlsTrackPlaylistTests
{
    private static readonly TrackFiles Ranges = new("video/avc/360 p#1");
    private static readonly TrackFiles Files = Ranges with { Form = SegmentForm.Files };

    private static readonly HlsKey Key = new(
        "SAMPLE-AES", new Guid("00112233-4455-6677-8899-aabbccddeeff"), new HlsKeyFormat("com.apple.streamingkeydelivery", "1", "skd://a\"b"));

    private static CmafTrackPlan Plan => MadeTracks.Picture;

    [Fact]
    public void MediaPlaylist_OfOneFile_NamesItsRanges()
    {
        var (first, second) = (Plan.Segments[0].Bytes, Plan.Segments[1].Bytes);
        Assert.Equal(Plan.Size, second.Offset + second.Length);
        Assert.Equal(
            $"""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:2
            #EXT-X-MAP:URI="360%20p%231.mp4",BYTERANGE="{Plan.Initialization.Length}@0"
            #EXTINF:2.002000,
            #EXT-X-BYTERANGE:{first.Length}@{first.Offset}
            360%20p%231.mp4
            #EXTINF:2.002000,
            #EXT-X-BYTERANGE:{second.Length}@{second.Offset}
            360%20p%231.mp4
            #EXT-X-ENDLIST

            """,
            HlsMediaPlaylist.Create(Ranges, Plan, []));
    }

    [Fact]
    public void MediaPlaylist_OfSegmentFiles_NamesThem() => Assert.Equal(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-TARGETDURATION:2
        #EXT-X-MAP:URI="360%20p%231/init.mp4"
        #EXTINF:2.002000,
        360%20p%231/seg-00001.m4s
        #EXTINF:2.002000,
        360%20p%231/seg-00002.m4s
        #EXT-X-ENDLIST

        """,
        HlsMediaPlaylist.Create(Files, Plan, []));

    [Fact]
    public void MediaPlaylist_OfEncryptedSegments_NamesEveryKeyOnceBeforeTheFirst()
    {
        var lines = HlsMediaPlaylist.Create(Files, Plan, [Key, Key with { Method = "SAMPLE-AES-CTR" }]).Split('\n');
        Assert.StartsWith("#EXT-X-MAP:", lines[5], StringComparison.Ordinal);
        Assert.Equal(
            "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://a'b\",KEYID=0x00112233445566778899aabbccddeeff,KEYFORMAT=\"com.apple.streamingkeydelivery\",KEYFORMATVERSIONS=\"1\"",
            lines[6]);
        Assert.StartsWith("#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,", lines[7], StringComparison.Ordinal);
        Assert.Equal(["#EXTINF:2.002000,", "360%20p%231/seg-00001.m4s"], lines[8..10]);
        Assert.Equal(2, lines.Count(line => line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal)));
    }

    [Fact]
    public void IFramePlaylist_OfOneFile_ListsEveryGopUpToTheEndOfItsKeyFrame()
    {
        var frames = Plan.KeyFrames().ToArray();
        Assert.Equal([0, 0, 1, 1], frames.Select(frame => frame.Segment));
        Assert.Equal(Plan.Segments[1].Bytes.Offset, frames[2].Bytes.Offset);

        // The rest of the first GOP are 23 frames.
        Assert.Equal(frames[1].Bytes.Offset, frames[0].Bytes.Offset + frames[0].Bytes.Length + (23 * 1000));
        var lines = HlsIFramePlaylist.Create(Ranges, Plan, []).Split('\n');
        Assert.Equal("#EXT-X-I-FRAMES-ONLY", lines[3]);
        Assert.Equal("#EXT-X-TARGETDURATION:1", lines[4]);
        Assert.Equal(
            frames.Select(frame => $"#EXT-X-BYTERANGE:{frame.Bytes.Length}@{frame.Bytes.Offset}"),
            lines.Where(line => line.StartsWith("#EXT-X-BYTERANGE", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Count(line => line == "#EXTINF:1.001000,"));
    }

    [Fact]
    public void IFramePlaylist_OfSegmentFiles_CountsFromTheirStarts()
    {
        var frames = Plan.KeyFrames().ToArray();
        var lines = HlsIFramePlaylist.Create(Files, Plan, [Key]).Split('\n');
        var second = frames[1].Bytes.Offset - frames[0].Bytes.Offset;
        Assert.Equal(
            [
                $"#EXT-X-BYTERANGE:{frames[0].Bytes.Length}@0", "360%20p%231/seg-00001.m4s",
                $"#EXT-X-BYTERANGE:{frames[1].Bytes.Length}@{second}", "360%20p%231/seg-00001.m4s",
                $"#EXT-X-BYTERANGE:{frames[2].Bytes.Length}@0", "360%20p%231/seg-00002.m4s",
                $"#EXT-X-BYTERANGE:{frames[3].Bytes.Length}@{second}", "360%20p%231/seg-00002.m4s",
            ],
            lines[6..].Where(line => !line.StartsWith("#EXTINF", StringComparison.Ordinal) && !line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal)).SkipLast(2));
        Assert.Equal(6, Array.FindIndex(lines, line => line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal)));
    }
}

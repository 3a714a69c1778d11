using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Hls;

namespace Rushes.Media.Tests.Manifests.Hls;

public sealed class HlsTrackPlaylistTests
{
    private static readonly TrackFiles Ranges = new("video/avc/360 p#1");
    private static readonly TrackFiles Files = Ranges with { Form = SegmentForm.Files };

    private static readonly HlsKey Key = new("SAMPLE-AES", "skd://a\"b")
    {
        KeyFormat = "com.apple.streamingkeydelivery",
        KeyFormatVersions = "1",
        Iv = "0x00000000000000000000000000000001",
        FromSegment = 1,
    };

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
    public void MediaPlaylist_WithAClearLead_NamesTheKeyWhereItBegins()
    {
        var lines = HlsMediaPlaylist.Create(Files, Plan, [Key, Key with { KeyFormat = null }]).Split('\n');
        Assert.Equal("360%20p%231/seg-00001.m4s", lines[7]);
        Assert.Equal(
            "#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"skd://a'b\",IV=0x00000000000000000000000000000001,KEYFORMAT=\"com.apple.streamingkeydelivery\",KEYFORMATVERSIONS=\"1\"",
            lines[8]);
        Assert.StartsWith("#EXT-X-KEY:METHOD=SAMPLE-AES,", lines[9], StringComparison.Ordinal);
        Assert.Equal(["#EXTINF:2.002000,", "360%20p%231/seg-00002.m4s", "#EXT-X-ENDLIST", ""], lines[10..]);
    }

    [Fact]
    public void MediaPlaylist_EncryptedThroughout_NamesTheKeyOnceBeforeTheFirstSegment()
    {
        var lines = HlsMediaPlaylist.Create(Ranges, Plan, [Key with { FromSegment = 0 }]).Split('\n');
        Assert.StartsWith("#EXT-X-KEY:", lines[6], StringComparison.Ordinal);
        Assert.Single(lines, line => line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal));
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
        Assert.Equal(lines.IndexOf("360%20p%231/seg-00002.m4s") - 3, Array.FindIndex(lines, line => line.StartsWith("#EXT-X-KEY", StringComparison.Ordinal)));
    }
}

using System.Xml.Linq;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Tests.Indexing;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests;

public sealed class ManifestTests
{
    private static readonly CmafTrackPlan Picture =
        new(Indexes.Video(96, 24000, 1001, 48, 96, _ => 1000), [0, 48], 2, new CmafTrackOptions());

    private static readonly CmafTrackPlan Sound = new(Indexes.Audio(188), [0, 94], 2, new CmafTrackOptions { Language = "en" });

    private static readonly VideoPresentation Video =
        new("360p", "video/avc/360 p#1.mp4", "video/avc/360p.m3u8", Picture, new Rational(24000, 1001), "PQ");

    private static readonly AudioPresentation English =
        new("en \"main\"", "audio/en.mp4", "audio/en.m3u8", Sound, "aac-2.0", "en", true);

    private static readonly AudioPresentation Unknown =
        new("und", "audio/und.mp4", "audio/und.m3u8", Sound, "aac-2.0", "und", false);

    [Fact]
    public void MediaPlaylist_IsExact()
    {
        var (first, second) = (Picture.Segments[0].Bytes, Picture.Segments[1].Bytes);
        Assert.Equal(Picture.Size, second.Offset + second.Length);
        Assert.Equal(
            $"""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:2
            #EXT-X-MAP:URI="360%20p%231.mp4",BYTERANGE="{Picture.Initialization.Length}@0"
            #EXTINF:2.002000,
            #EXT-X-BYTERANGE:{first.Length}@{first.Offset}
            360%20p%231.mp4
            #EXTINF:2.002000,
            #EXT-X-BYTERANGE:{second.Length}@{second.Offset}
            360%20p%231.mp4
            #EXT-X-ENDLIST

            """,
            HlsMediaPlaylist.Create("360 p#1.mp4", Picture));
    }

    [Fact]
    public void MultivariantPlaylist_AddsSoundToTheRatesOfThePicture() => Assert.Equal(
        $"""
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-INDEPENDENT-SEGMENTS
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac-2.0",NAME="en 'main'",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio/en.m3u8"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac-2.0",NAME="und",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="audio/und.m3u8"
        #EXT-X-STREAM-INF:BANDWIDTH={Picture.PeakBitrate + Sound.PeakBitrate},AVERAGE-BANDWIDTH={Picture.AverageBitrate + Sound.AverageBitrate},CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=23.976,VIDEO-RANGE=PQ,AUDIO="aac-2.0"
        video/avc/360p.m3u8

        """,
        HlsMultivariantPlaylist.Create([Video], [English, Unknown]));

    [Fact]
    public void MultivariantPlaylist_WithoutSound_NamesNoGroup()
    {
        var text = HlsMultivariantPlaylist.Create([Video], []);
        Assert.DoesNotContain("AUDIO", text, StringComparison.Ordinal);
        Assert.Contains($"BANDWIDTH={Picture.PeakBitrate},", text, StringComparison.Ordinal);
        Assert.Contains("CODECS=\"avc1.64001f\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dash_NamesRangesOffsetsAndRates()
    {
        XNamespace dash = "urn:mpeg:dash:schema:mpd:2011";
        var mpd = XDocument.Parse(DashManifest.Create([Video], [English, Unknown])).Root!;
        Assert.Equal("PT4.004000S", mpd.Attribute("mediaPresentationDuration")!.Value);
        var sets = mpd.Element(dash + "Period")!.Elements(dash + "AdaptationSet").ToArray();
        Assert.Equal(["video", "audio", "audio"], sets.Select(set => set.Attribute("contentType")!.Value));
        Assert.Equal(["en", "und"], sets[1..].Select(set => set.Attribute("lang")!.Value));

        var picture = sets[0].Element(dash + "Representation")!;
        Assert.Equal("24000/1001", picture.Attribute("frameRate")!.Value);
        Assert.Equal("video/avc/360%20p%231.mp4", picture.Element(dash + "BaseURL")!.Value);
        var picturesBase = picture.Element(dash + "SegmentBase")!;
        Assert.Equal("48000", picturesBase.Attribute("presentationTimeOffset")!.Value);
        var end = Picture.Initialization.Length;
        Assert.Equal($"0-{end - 1}", picturesBase.Element(dash + "Initialization")!.Attribute("range")!.Value);
        Assert.Equal($"{end}-{Picture.Segments[0].Bytes.Offset - 1}", picturesBase.Attribute("indexRange")!.Value);

        var sound = sets[1].Element(dash + "Representation")!;
        Assert.Equal("96000", sound.Element(dash + "SegmentBase")!.Attribute("presentationTimeOffset")!.Value);
        Assert.Equal("2", sound.Element(dash + "AudioChannelConfiguration")!.Attribute("value")!.Value);
    }

    [Fact]
    public void Dash_WithoutSound_HasOneSet() =>
        Assert.Single(XDocument.Parse(DashManifest.Create([Video], [])).Descendants(), e => e.Name.LocalName == "AdaptationSet");

    [Theory]
    [InlineData(1001, 30000, "0.033367")]
    [InlineData(1, 3, "0.333333")]
    [InlineData(2, 3, "0.666667")]
    [InlineData(90000 * 7200L, 90000, "7200.000000")]
    [InlineData(1999999, 1000000, "1.999999")]
    [InlineData(19999999, 10000000, "2.000000")]
    public void DecimalTime_RoundsToTheNearestMicrosecond(long ticks, long timescale, string expected) =>
        Assert.Equal(expected, DecimalTime.Format(ticks, timescale));
}

using Rushes.Media.Manifests.Hls;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests.Thumbnails;

public sealed class ThumbnailTests
{
    // Eight thumbnails, one in 5/2 seconds, in grids of six.
    private static readonly ThumbnailTiles Tiles = new(3, 2, 160, 90, new Rational(5, 2), 8, 40_000);

    [Fact]
    public void WebVtt_OfTwoImages_NamesARectangleForEachInterval()
    {
        var cues = ThumbnailWebVtt.Create(Tiles, new Rational(39, 2)).Split("\n\n");
        Assert.Equal("WEBVTT", cues[0]);
        Assert.Equal("00:00:00.000 --> 00:00:02.500\nthumbnails/1.jpg#xywh=0,0,160,90", cues[1]);
        Assert.Equal("00:00:10.000 --> 00:00:12.500\nthumbnails/1.jpg#xywh=160,90,160,90", cues[5]);
        Assert.Equal("00:00:17.500 --> 00:00:19.500\nthumbnails/2.jpg#xywh=160,0,160,90\n", cues[8]);
        Assert.Equal(9, cues.Length);
    }

    [Theory]
    [InlineData(0, 2, 1, 8)]
    [InlineData(3, 0, 1, 8)]
    [InlineData(3, 2, 0, 8)]
    [InlineData(3, 2, 1, 0)]
    public void Tiles_OfNothing_AreRefused(int columns, int rows, int interval, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThumbnailTiles(columns, rows, 160, 90, interval, count, 1));

    [Fact]
    public void Playlist_OfTwoImages_SaysHowTheyAreTiled() => Assert.Equal(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-IMAGES-ONLY
        #EXT-X-TARGETDURATION:15
        #EXTINF:15.000000,
        #EXT-X-TILES:RESOLUTION=160x90,LAYOUT=3x2,DURATION=2.500000
        thumbnails/1.jpg
        #EXTINF:5.000000,
        #EXT-X-TILES:RESOLUTION=160x90,LAYOUT=3x2,DURATION=2.500000
        thumbnails/2.jpg
        #EXT-X-ENDLIST

        """,
        ThumbnailPlaylist.Create(Tiles));
}

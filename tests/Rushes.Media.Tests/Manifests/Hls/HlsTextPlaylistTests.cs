using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Hls;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests.Hls;

public sealed class HlsTextPlaylistTests
{
    [Fact]
    public void Create_OfOneFile_HasOneSegmentAsLongAsTheFilm() => Assert.Equal(
        """
        #EXTM3U
        #EXT-X-VERSION:7
        #EXT-X-PLAYLIST-TYPE:VOD
        #EXT-X-TARGETDURATION:62
        #EXTINF:61.500000,
        zh-Hans-sdh.vtt
        #EXT-X-ENDLIST

        """,
        HlsTextPlaylist.Create(new TextPresentation(TextPresentation.StemOf("zh-Hans", TextPurpose.Captions), "zh-Hans", 10), new Rational(123, 2)));
}

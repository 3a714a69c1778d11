using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Hls;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests.Hls;

public sealed class HlsMultivariantPlaylistTests
{
    private static readonly CmafTrackPlan Pq = MadeTracks.PictureOf(MadeTracks.Frames.Format, new Colour(9, 16, 9, false));

    [Fact]
    public void Create_OfPictureSoundAndText_IsExact()
    {
        var english = MadeTracks.Audio("en", isDefault: true) with { Label = "the \"original\"" };
        var (picture, sound) = (Pq, english.Plan);
        var frames = picture.KeyFrames().ToArray();
        var frameRate = ((frames[0].Bytes.Length * 8 * 24000) + 24023) / 24024;
        Assert.Equal(
            $"""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac-2",NAME="the 'original'",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio/en-aac-2.m3u8"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac-2",NAME="und",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="audio/und-aac-2.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="en",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="text/en.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="en (SDH)",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound",URI="text/en-sdh.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="en (forced)",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=YES,URI="text/en-forced.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH={picture.PeakBitrate + sound.PeakBitrate},AVERAGE-BANDWIDTH={picture.AverageBitrate + sound.AverageBitrate},CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=640x360,VIDEO-RANGE=PQ,FRAME-RATE=23.976,CLOSED-CAPTIONS=NONE,AUDIO="aac-2",SUBTITLES="text"
            video/avc/360p.m3u8
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH={frameRate},AVERAGE-BANDWIDTH={frameRate},CODECS="avc1.64001f",RESOLUTION=640x360,VIDEO-RANGE=PQ,URI="video/avc/360p.iframes.m3u8"

            """,
            HlsMultivariantPlaylist.Create(new Presentation
            {
                Video = [MadeTracks.Video("video/avc/360p", plan: Pq)],
                Audio = [english, MadeTracks.Audio("und")],
                Text = [.. Enum.GetValues<TextPurpose>().Select(purpose => new TextPresentation(TextPresentation.StemOf("en", purpose), "en", 100) { Purpose = purpose })],
            }));
    }

    [Fact]
    public void Create_OfTwoEncodings_GivesEachVariantEachGroupWithEverySound()
    {
        var lines = Lines(new Presentation
        {
            Video = [MadeTracks.Video("video/avc/360p"), MadeTracks.Video("video/hevc/360p")],
            Audio = [MadeTracks.Audio("en", isDefault: true), MadeTracks.Audio("fr"), MadeTracks.Audio("en", "eac3", 8)],
        });

        // French has no Dolby: that group borrows it.
        Assert.Equal(
            [
                ("aac-2", "audio/en-aac-2.m3u8"), ("aac-2", "audio/fr-aac-2.m3u8"),
                ("eac3-8", "audio/en-eac3-8.m3u8"), ("eac3-8", "audio/fr-aac-2.m3u8"),
            ],
            lines.Where(line => line.StartsWith("#EXT-X-MEDIA", StringComparison.Ordinal)).Select(line => (Attribute(line, "GROUP-ID"), Attribute(line, "URI"))));
        Assert.Equal(["en", "fr", "en", "fr"], lines.Where(line => line.StartsWith("#EXT-X-MEDIA", StringComparison.Ordinal)).Select(line => Attribute(line, "NAME")));
        Assert.Equal(2, lines.Count(line => line.Contains("DEFAULT=YES", StringComparison.Ordinal)));
        var variants = lines.Where(line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["aac-2", "eac3-8", "aac-2", "eac3-8"], variants.Select(line => Attribute(line, "AUDIO")));
        Assert.Equal("avc1.64001f,mp4a.40.2", Attribute(variants[0], "CODECS"));
        Assert.Equal("avc1.64001f,ec-3,mp4a.40.2", Attribute(variants[1], "CODECS"));
        Assert.Equal(
            ["video/avc/360p.m3u8", "video/avc/360p.m3u8", "video/hevc/360p.m3u8", "video/hevc/360p.m3u8"],
            lines.Where(line => line.Length > 0 && line[0] != '#'));
    }

    [Fact]
    public void Create_OfLanguagesInOtherLayouts_MakesOneGroup()
    {
        var lines = Lines(new Presentation { Video = [MadeTracks.Video("v")], Audio = [MadeTracks.Audio("en", channels: 6), MadeTracks.Audio("fr")] });
        Assert.Equal(["6", "2"], lines.Where(line => line.StartsWith("#EXT-X-MEDIA", StringComparison.Ordinal)).Select(line => Attribute(line, "CHANNELS")));
        Assert.Single(lines, line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_OfSoundThatTellsWhatIsSeen_SaysSoAndIsChosenByThat()
    {
        var described = MadeTracks.Audio("en") with { Purpose = AudioPurpose.Description, Files = new TrackFiles("audio/en-description") };
        var again = MadeTracks.Audio("en") with { Files = new TrackFiles("audio/en-2") };
        var lines = Lines(new Presentation { Video = [MadeTracks.Video("v")], Audio = [MadeTracks.Audio("en", isDefault: true), described, again] });
        var media = lines.Where(line => line.StartsWith("#EXT-X-MEDIA", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["en", "en (description)", "en 2"], media.Select(line => Attribute(line, "NAME")));
        Assert.Contains("AUTOSELECT=YES,CHARACTERISTICS=\"public.accessibility.describes-video\"", media[1], StringComparison.Ordinal);
        Assert.Contains("AUTOSELECT=NO", media[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithoutSound_NamesNoGroup()
    {
        var text = HlsMultivariantPlaylist.Create(new Presentation { Video = [MadeTracks.Video("v")] });
        Assert.DoesNotContain("AUDIO", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SUBTITLES", text, StringComparison.Ordinal);
        Assert.Contains("CODECS=\"avc1.64001f\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfSoundAlone_MakesTheGroupAVariant()
    {
        var lines = Lines(new Presentation { Audio = [MadeTracks.Audio("en")] });
        Assert.Equal(["mp4a.40.2"], lines.Where(line => line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal)).Select(line => Attribute(line, "CODECS")));
        Assert.Equal("audio/en-aac-2.m3u8", lines[^2]);
        Assert.Throws<ArgumentException>(() => HlsMultivariantPlaylist.Create(new Presentation()));
    }

    [Fact]
    public void Create_OfPixelsThatAreNotSquareAndATurnedPicture_GivesTheShownSize()
    {
        var format = MadeTracks.Frames.Format;
        var wide = MadeTracks.PictureOf(format with { Picture = new PictureProperties { PixelAspect = new Rational(4, 3) } });
        var turned = MadeTracks.PictureOf(format with { Picture = new PictureProperties { Rotation = 90 } });
        var lines = Lines(new Presentation { Video = [MadeTracks.Video("a", plan: wide), MadeTracks.Video("b", plan: turned)] });
        Assert.Contains("RESOLUTION=854x360,", lines[3], StringComparison.Ordinal);
        Assert.Contains("RESOLUTION=360x640,", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfEncryptedTracks_NamesEachKeyOnce()
    {
        var protection = new TrackProtection(Guid.Empty, [], [new HlsKey("SAMPLE-AES", Guid.Empty, new HlsKeyFormat("urn:uuid:a", "1", "key"))]);
        var lines = Lines(new Presentation
        {
            Video = [MadeTracks.Video("a") with { Protection = protection }, MadeTracks.Video("b") with { Protection = protection }],
        });
        Assert.Equal(
            "#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI=\"key\",KEYID=0x00000000000000000000000000000000,KEYFORMAT=\"urn:uuid:a\",KEYFORMATVERSIONS=\"1\"",
            Assert.Single(lines, line => line.Contains("-KEY", StringComparison.Ordinal)));
    }

    [Fact]
    public void Create_WithThumbnails_NamesTheirPlaylist() => Assert.Contains(
        "#EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1067,RESOLUTION=160x90,CODECS=\"jpeg\",URI=\"thumbnails.m3u8\"",
        Lines(new Presentation { Video = [MadeTracks.Video("v")], Thumbnails = new ThumbnailTiles(3, 2, 160, 90, 10, 8, 8000) }));

    private static string[] Lines(Presentation presentation) => HlsMultivariantPlaylist.Create(presentation).Split('\n');

    private static string Attribute(string line, string name) => line.Split($"{name}=\"")[1].Split('"')[0];
}

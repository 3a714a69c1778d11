using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Manifests.Dash;

public sealed class DashManifestTests
{
    private static readonly CmafTrackPlan Picture = MadeTracks.Picture;

    [Fact]
    public void Create_OfTracksThatAreOneFile_NamesRangesOffsetsAndRates()
    {
        var mpd = Mpd.Of(new Presentation
        {
            Video = [MadeTracks.Video("video/avc/360 p#1")],
            Audio = [MadeTracks.Audio("en", isDefault: true), MadeTracks.Audio("und")],
        });
        Assert.Equal("urn:mpeg:dash:profile:isoff-on-demand:2011", Mpd.Value(mpd.Root, "profiles"));
        Assert.Equal("PT4.004000S", Mpd.Value(mpd.Root, "mediaPresentationDuration"));
        Assert.Equal(["0", "1", "2"], mpd.Sets.Select(set => Mpd.Value(set, "id")));
        Assert.Equal(["video", "audio", "audio"], mpd.Sets.Select(set => Mpd.Value(set, "contentType")));
        Assert.Equal(["en", "und"], mpd.Sets[1..].Select(set => Mpd.Value(set, "lang")));
        Assert.All(mpd.Sets, set => Assert.Equal("1", Mpd.Value(set, "subsegmentStartsWithSAP")));

        var picture = Mpd.One(mpd.Sets[0], "Representation");
        Assert.Equal("video-avc-360_x0020_p_x0023_1", Mpd.Value(picture, "id"));
        Assert.Equal(("24000/1001", "1:1"), (Mpd.Value(picture, "frameRate"), Mpd.Value(picture, "sar")));
        Assert.Equal("video/avc/360%20p%231.mp4", Mpd.One(picture, "BaseURL").Value);
        var ranges = Mpd.One(picture, "SegmentBase");
        Assert.Equal("48000", Mpd.Value(ranges, "presentationTimeOffset"));
        var end = Picture.Initialization.Length;
        Assert.Equal($"0-{end - 1}", Mpd.Value(Mpd.One(ranges, "Initialization"), "range"));
        Assert.Equal($"{end}-{Picture.Segments[0].Bytes.Offset - 1}", Mpd.Value(ranges, "indexRange"));
        Assert.Equal("96000", Mpd.Value(Mpd.One(Mpd.One(mpd.Sets[1], "Representation"), "SegmentBase"), "presentationTimeOffset"));
    }

    [Fact]
    public void Create_OfSegmentFiles_NumbersThemAndListsTheirTimes()
    {
        var sound = MadeTracks.Audio("en");
        var mpd = Mpd.Of(new Presentation
        {
            Video = [MadeTracks.Video("video/avc/360p", SegmentForm.Files)],
            Audio = [sound with { Files = sound.Files with { Form = SegmentForm.Files } }],
        });
        Assert.Equal("urn:mpeg:dash:profile:isoff-live:2011", Mpd.Value(mpd.Root, "profiles"));
        Assert.All(mpd.Sets, set => Assert.Equal("true", Mpd.Value(set, "segmentAlignment")));
        var template = Mpd.One(Mpd.One(mpd.Sets[0], "Representation"), "SegmentTemplate");
        Assert.Equal("video/avc/360p/init.mp4", Mpd.Value(template, "initialization"));
        Assert.Equal("video/avc/360p/seg-$Number%05d$.m4s", Mpd.Value(template, "media"));
        Assert.Equal(("1", "24000", "48000"), (Mpd.Value(template, "startNumber"), Mpd.Value(template, "timescale"), Mpd.Value(template, "presentationTimeOffset")));
        var run = Mpd.One(Mpd.One(template, "SegmentTimeline"), "S");
        Assert.Equal(("48000", "48048", "1"), (Mpd.Value(run, "t"), Mpd.Value(run, "d"), Mpd.Value(run, "r")));

        // Sound starts with its priming, before the period.
        var first = Mpd.One(Mpd.One(Mpd.One(mpd.Sets[1], "Representation"), "SegmentTemplate"), "SegmentTimeline").Elements().First();
        Assert.Equal("94976", Mpd.Value(first, "t"));
    }

    [Fact]
    public void Create_OfSegmentsOfOtherLengths_ListsEachRun()
    {
        var plan = new CmafTrackPlan(MadeTracks.Frames, [0, 24, 48], 2, new CmafTrackOptions());
        var mpd = Mpd.Of(new Presentation { Video = [MadeTracks.Video("v", SegmentForm.Files, plan)] });
        var runs = Mpd.All(mpd.Root.Descendants(Mpd.Namespace + "SegmentTimeline").Single(), "S");
        Assert.Equal(
            ["t=48000 d=24024 r=1", "d=48048"],
            runs.Select(run => string.Join(' ', run.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}"))));
    }

    [Fact]
    public void Create_OfCodecsColoursAndShapes_MakesASetOfEach()
    {
        var format = MadeTracks.Frames.Format;
        var narrow = format with { Picture = new PictureProperties { PixelAspect = new Rational(4, 3) } };
        var mpd = Mpd.Of(new Presentation
        {
            Video =
            [
                MadeTracks.Video("sdr", plan: MadeTracks.PictureOf(format, new Colour(1, 1, 1, false))),
                MadeTracks.Video("pq", plan: MadeTracks.PictureOf(format, new Colour(9, 16, 9, false))),
                MadeTracks.Video("hlg", plan: MadeTracks.PictureOf(narrow, new Colour(9, 18, 9, false))),
                MadeTracks.Video("sdr-2", plan: MadeTracks.PictureOf(format, new Colour(6, 6, 6, false))),
            ],
        });
        Assert.Equal([2, 1, 1], mpd.Sets.Select(set => Mpd.All(set, "Representation").Length));
        Assert.Equal(["16:9", "16:9", "64:27"], mpd.Sets.Select(set => Mpd.Value(set, "par")));
        Assert.Equal("4:3", Mpd.Value(Mpd.One(mpd.Sets[2], "Representation"), "sar"));
        Assert.Equal("640", Mpd.Value(Mpd.One(mpd.Sets[2], "Representation"), "width"));
        Assert.Empty(Mpd.Descriptors(mpd.Sets[0], "EssentialProperty"));
        Assert.Equal(
            ["urn:mpeg:mpegB:cicp:ColourPrimaries=9", "urn:mpeg:mpegB:cicp:TransferCharacteristics=16", "urn:mpeg:mpegB:cicp:MatrixCoefficients=9"],
            Mpd.Descriptors(mpd.Sets[1], "EssentialProperty"));
        Assert.Contains("urn:mpeg:mpegB:cicp:TransferCharacteristics=18", Mpd.Descriptors(mpd.Sets[2], "SupplementalProperty"));
    }

    [Fact]
    public void Create_OfSoundsAndLayouts_SaysWhatEachIsFor()
    {
        var mpd = Mpd.Of(new Presentation
        {
            Video = [MadeTracks.Video("v")],
            Audio =
            [
                MadeTracks.Audio("en", isDefault: true), MadeTracks.Audio("en", channels: 6), MadeTracks.Audio("en", "ac3", 6), MadeTracks.Audio("en", "eac3", 8),
                MadeTracks.Audio("fr"),
                MadeTracks.Audio("en") with { Purpose = AudioPurpose.Commentary, Label = "The director" },
                MadeTracks.Audio("en") with { Purpose = AudioPurpose.Description },
            ],
        });
        Assert.Equal(
            ["main", "main", "main", "main", "alternate", "commentary", "description"],
            mpd.Sets[1..].Select(set => Mpd.Value(Mpd.One(set, "Role"), "value")));
        Assert.Equal("The director", Mpd.One(mpd.Sets[6], "Label").Value);
        Assert.Equal(
            [
                "urn:mpeg:dash:23003:3:audio_channel_configuration:2011=2", "urn:mpeg:dash:23003:3:audio_channel_configuration:2011=6",
                "tag:dolby.com,2014:dash:audio_channel_configuration:2011=F801", "tag:dolby.com,2014:dash:audio_channel_configuration:2011=FA01",
            ],
            mpd.Sets[1..5].Select(set => Mpd.Descriptors(Mpd.One(set, "Representation"), "AudioChannelConfiguration").Single()));
    }

    [Fact]
    public void Create_OfText_NamesTheFileAndItsRole()
    {
        var mpd = Mpd.Of(new Presentation
        {
            Video = [MadeTracks.Video("v")],
            Text =
            [
                .. Enum.GetValues<TextPurpose>()
                    .Select(purpose => new TextPresentation(TextPresentation.StemOf("pt-BR", purpose), "pt-BR", 1001) { Purpose = purpose }),
            ],
        });
        Assert.Equal(["subtitle", "caption", "forced-subtitle"], mpd.Sets[1..].Select(set => Mpd.Value(Mpd.One(set, "Role"), "value")));
        Assert.All(
            mpd.Sets[1..],
            set => Assert.Equal(("text", "text/vtt", "pt-BR"), (Mpd.Value(set, "contentType"), Mpd.Value(set, "mimeType"), Mpd.Value(set, "lang"))));
        var captions = Mpd.One(mpd.Sets[2], "Representation");
        Assert.Equal(("text-pt-BR-sdh", "2000"), (Mpd.Value(captions, "id"), Mpd.Value(captions, "bandwidth")));
        Assert.Equal("text/pt-BR-sdh.vtt", Mpd.One(captions, "BaseURL").Value);
    }

    [Fact]
    public void Create_WithKeyFramesAsATrack_RefersToTheSetOfThePicture()
    {
        var (keys, starts) = KeyFrames.Of(MadeTracks.Frames, [0, 48]);
        var plan = new CmafTrackPlan(keys, starts, 2, new CmafTrackOptions());
        var fast = new VideoPresentation(new TrackFiles("video/avc/360p.trick"), plan, MadeTracks.Film / 24);
        var pq = MadeTracks.PictureOf(MadeTracks.Frames.Format, new Colour(9, 16, 9, false));
        var mpd = Mpd.Of(new Presentation { Video = [MadeTracks.Video("hdr", plan: pq), MadeTracks.Video("v") with { TrickPlay = fast }] });
        Assert.Equal(3, mpd.Sets.Length);
        Assert.Equal(["http://dashif.org/guidelines/trickmode=1"], Mpd.Descriptors(mpd.Sets[2], "EssentialProperty"));
        var representation = Mpd.One(mpd.Sets[2], "Representation");
        Assert.Equal(
            ("false", "24", "1000/1001", "avc1.64001f"),
            (Mpd.Value(representation, "codingDependency"), Mpd.Value(representation, "maxPlayoutRate"), Mpd.Value(representation, "frameRate"), Mpd.Value(representation, "codecs")));
    }

    [Fact]
    public void Create_WithSetsOfSeveralKeysAndOneTrackOfKeyFrames_RefersToAllOfThem()
    {
        var (keys, starts) = KeyFrames.Of(MadeTracks.Frames, [0, 48]);
        var fast = new VideoPresentation(new TrackFiles("video/avc/sd.trick"), new CmafTrackPlan(keys, starts, 2, new CmafTrackOptions()), MadeTracks.Film / 24);
        TrackProtection[] keysOf = [.. ((int[])[1, 2]).Select(number => new TrackProtection(new Guid(number, 0, 0, new byte[8]), [], []))];
        var mpd = Mpd.Of(new Presentation
        {
            Video = [MadeTracks.Video("sd") with { TrickPlay = fast, Protection = keysOf[0] }, MadeTracks.Video("hd") with { Protection = keysOf[1] }],
        });
        Assert.Equal(["http://dashif.org/guidelines/trickmode=0 1"], Mpd.Descriptors(mpd.Sets[2], "EssentialProperty"));
    }

    [Fact]
    public void Create_WithThumbnails_TilesAnImageSet()
    {
        var mpd = Mpd.Of(new Presentation { Video = [MadeTracks.Video("v")], Thumbnails = new ThumbnailTiles(3, 2, 160, 90, new Rational(5, 2), 8, 40_000) });
        Assert.Equal(("image", "image/jpeg"), (Mpd.Value(mpd.Sets[1], "contentType"), Mpd.Value(mpd.Sets[1], "mimeType")));
        var template = Mpd.One(mpd.Sets[1], "SegmentTemplate");
        Assert.Equal(("thumbnails/$Number$.jpg", "15", "1"), (Mpd.Value(template, "media"), Mpd.Value(template, "duration"), Mpd.Value(template, "timescale")));
        var image = Mpd.One(mpd.Sets[1], "Representation");
        Assert.Equal(("480", "180"), (Mpd.Value(image, "width"), Mpd.Value(image, "height")));
        Assert.Equal(["http://dashif.org/guidelines/thumbnail_tile=3x2"], Mpd.Descriptors(image, "EssentialProperty"));
    }
}

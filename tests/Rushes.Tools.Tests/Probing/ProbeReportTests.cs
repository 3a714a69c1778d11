using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

/// <summary>Over JSON as ffprobe 5.1 writes it, shortened to what matters.</summary>
public sealed class ProbeReportTests
{
    private const string Phone = """
        {"streams":[
          {"index":0,"codec_name":"mjpeg","codec_type":"video","width":600,"height":600,"disposition":{"default":0,"attached_pic":1}},
          {"index":1,"codec_name":"aac","codec_type":"audio","sample_rate":"44100","channels":2,"channel_layout":"stereo",
           "disposition":{"default":1,"attached_pic":0},"tags":{"language":"ger"}},
          {"index":2,"codec_name":"hevc","codec_type":"video","codec_tag_string":"hvc1","width":1920,"height":1080,
           "sample_aspect_ratio":"1:1","pix_fmt":"yuv420p10le","color_range":"tv","color_space":"bt2020nc","color_transfer":"arib-std-b67",
           "color_primaries":"bt2020","chroma_location":"left","field_order":"unknown","r_frame_rate":"30/1","avg_frame_rate":"60000/2001",
           "time_base":"1/600","disposition":{"default":1,"attached_pic":0},"side_data_list":[{},{"rotation":-90}]}],
         "format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","size":"3622"}}
        """;

    [Fact]
    public void Read_PhoneFilm_TellsPictureAndSound()
    {
        var media = Probed(Phone);

        Assert.Equal(("mov,mp4,m4a,3gp,3g2,mj2", 3622L), (media.Format, media.Size));
        var video = media.Video;
        Assert.Equal((2, "hevc", "yuv420p10le", 10, 90, ""),
            (video.StreamIndex, video.Codec, video.PixelFormat, video.BitDepth, video.Rotation, video.FieldOrder));
        Assert.Equal(new Resolution { Width = 1920, Height = 1080 }, video.Stored);
        Assert.Equal(new Rational { Numerator = 60000, Denominator = 2001 }, video.FrameRate);
        Assert.Equal(new Rational { Numerator = 1, Denominator = 600 }, video.TimeBase);
        Assert.Equal(
            new Colour { Range = "tv", Primaries = "bt2020", Transfer = "arib-std-b67", Matrix = "bt2020nc", ChromaLocation = "left" },
            video.Colour);
        Assert.Equal([new ProbedAudio(1, "aac", 44100, 2, "stereo", "de", IsDefault: true)], media.Audio);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-90, 90)]
    [InlineData(90, 270)]
    [InlineData(180, 180)]
    [InlineData(-180, 180)]
    [InlineData(270, 90)]
    [InlineData(-88, 90)]
    [InlineData(359, 0)]
    [InlineData(-450, 90)]
    public void Read_DisplayMatrix_BecomesClockwiseQuarters(int counterClockwise, int expected) =>
        Assert.Equal(expected, Probed(Video($$""" "side_data_list":[{"rotation":{{counterClockwise}}}] """)).Video.Rotation);

    [Fact]
    public void Read_NothingSignalled_IsEmptyOrOne()
    {
        var video = Probed(Video(
            """ "sample_aspect_ratio":"0:1","color_range":"unknown","avg_frame_rate":"0/0","r_frame_rate":"24/1","field_order":"unknown" """)).Video;

        Assert.Equal(new Rational { Numerator = 1, Denominator = 1 }, video.PixelAspect);
        Assert.Equal(new Colour(), video.Colour);
        Assert.Equal(new Rational { Numerator = 24, Denominator = 1 }, video.FrameRate);
    }

    [Theory]
    [InlineData("""{"streams":[{"index":0,"codec_type":"audio","codec_name":"aac"}]}""", "input.no_video")]
    [InlineData("""{"streams":[{"index":0,"codec_type":"video","codec_name":"png","disposition":{"attached_pic":1}}]}""", "input.no_video")]
    [InlineData("""{"streams":[],"format":{}}""", "input.not_media")]
    [InlineData("""{}""", "input.not_media")]
    [InlineData("""{"streams":[{"index":0,"codec_type":"video","codec_name":"unknown","codec_tag_string":"vvc1"}]}""", "input.unknown_codec")]
    [InlineData("""{"streams":[{"index":0,"codec_type":"video"}]}""", "input.unknown_codec")]
    public void Read_NothingToEncode_IsRefused(string json, string code)
    {
        var refused = Assert.IsType<ProbeOutcome.Refused>(ProbeReport.Read("/films/x.mov", json, new CodecAspects()));

        Assert.Equal((code, FailureCategory.Input, "/films/x.mov"),
            (refused.Failure.Code, refused.Failure.Category, refused.Failure.Place.Path));
        Assert.NotEmpty(refused.Failure.Remedy);
    }

    [Fact]
    public void Read_TextOfAllKinds_IsListed()
    {
        var media = Probed("""
            {"streams":[
              {"index":0,"codec_type":"video","codec_name":"h264","closed_captions":1},
              {"index":1,"codec_type":"subtitle","codec_name":"subrip","tags":{"LANGUAGE":"fre"}},
              {"index":2,"codec_type":"data","codec_tag_string":"stpp"},
              {"index":3,"codec_type":"data","codec_name":"bin_data","codec_tag_string":"gpmd"}],
             "format":{}}
            """);

        Assert.Equal(
            [
                new SubtitleTrack { StreamIndex = 0, Codec = "eia_608", Language = "und" },
                new SubtitleTrack { StreamIndex = 1, Codec = "subrip", Language = "fr" },
                new SubtitleTrack { StreamIndex = 2, Codec = "stpp", Language = "und" },
            ],
            media.Text);
    }

    [Fact]
    public void Read_Timecodes_AreListedByPlace()
    {
        var media = Probed("""
            {"streams":[
              {"index":0,"codec_type":"video","codec_name":"prores","tags":{"timecode":"01:00:00;02"}},
              {"index":1,"codec_type":"data","tags":{"TIMECODE":"01:00:00;02"}},
              {"index":2,"codec_type":"data","tags":{"timecode":"ten o'clock"}}],
             "format":{"tags":{"timecode":"00:59:58:100"}}}
            """);

        Assert.Equal(
            [
                new Timecode { Start = "00:59:58:100", Place = "format" },
                new Timecode { Start = "01:00:00;02", Place = "stream 0" },
                new Timecode { Start = "01:00:00;02", Place = "stream 1" },
            ],
            media.Timecodes);
    }

    [Fact]
    public void Read_DolbyVisionRecord_IsProfileAndCompatibility()
    {
        var video = Probed(Video(
            """ "side_data_list":[{"side_data_type":"Display Matrix","rotation":-90},{"side_data_type":"DOVI configuration record","dv_profile":8,"dv_bl_signal_compatibility_id":4}] """)).Video;

        Assert.Equal(("8.4", 90), (video.DolbyVision?.ToString(), video.Rotation));
    }

    [Theory]
    [InlineData("6 channels", "")]
    [InlineData("unknown", "")]
    [InlineData("5.1(side)", "5.1(side)")]
    [InlineData("6 channels (FL+FR+LFE+BL+BR+BC)", "6 channels (FL+FR+LFE+BL+BR+BC)")]
    public void Read_Layout_IsEmptyWhereNoneIsSignalled(string layout, string expected) =>
        Assert.Equal(expected, Assert.Single(Probed(
            """{"streams":[{"index":0,"codec_type":"video","codec_name":"h264"},{"index":1,"codec_type":"audio","channels":6,"channel_layout":"LAYOUT"}]}"""
                .Replace("LAYOUT", layout, StringComparison.Ordinal)).Audio).Layout);

    private static ProbedMedia Probed(string json) => Assert.IsType<ProbeOutcome.Probed>(ProbeReport.Read("/films/x.mov", json, new CodecAspects())).Media;

    private static string Video(string fields) =>
        """{"streams":[{"index":0,"codec_type":"video","codec_name":"h264",""" + fields + """}],"format":{}}""";
}

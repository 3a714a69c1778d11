namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>A mezzanine, and what MediaInfo and ffprobe have to say of it once it is packaged.</summary>
/// <param name="Picture">Rate and what is set of the picture: FFmpeg's <c>testsrc2</c> and filters behind it.</param>
/// <param name="Layout">Of the speakers.</param>
/// <param name="Options">Codecs and metadata.</param>
internal sealed record QuickTimeCase(string Picture, string Layout, string Options, string MediaInfo, string Ffprobe)
{
    private const string ProRes = "-c:v prores_ks -pix_fmt yuv422p10le ";

    public static IReadOnlyDictionary<string, QuickTimeCase> All { get; } = new Dictionary<string, QuickTimeCase>
    {
        ["Proxy, PCM 16"] = new(
            "25", "stereo", ProRes + "-profile:v proxy -c:a pcm_s16le",
            "General.Format_Profile=QuickTime; Video.CodecID=apco; Video.Format_Profile=422 Proxy; Video.Width=320; Video.Height=180; Video.FrameRate_Num=25; "
            + "Video.FrameRate_Den=1; Video.FrameCount=13; Video.ScanType=Progressive; Video.ChromaSubsampling=4:2:2; Audio.Format=PCM; Audio.BitDepth=16; "
            + "Audio.Format_Settings_Endianness=Little; Audio.SamplingRate=48000; Audio.SamplingCount=24000; Audio.ChannelLayout=L R",
            "video.codec_tag_string=apco; video.nb_frames=13; video.field_order=progressive; audio.codec_tag_string=sowt; audio.channel_layout=stereo"),
        ["LT, PCM 24, 23.976"] = new(
            "24000/1001", "stereo", ProRes + "-profile:v lt -c:a pcm_s24le",
            "Video.CodecID=apcs; Video.Format_Profile=422 LT; Video.FrameRate_Num=24000; Video.FrameRate_Den=1001; Video.FrameCount=12; Audio.BitDepth=24; Audio.Channels=2",
            "video.codec_tag_string=apcs; video.avg_frame_rate=24000/1001; audio.codec_name=pcm_s24le; audio.bits_per_raw_sample=24"),
        ["422, 5.1, drop-frame 29.97"] = new(
            "30000/1001", "5.1", ProRes + "-profile:v standard -c:a pcm_s24le -timecode 01:00:59;28",
            "Video.CodecID=apcn; Video.FrameRate_Num=30000; Video.FrameRate_Den=1001; Video.Delay_DropFrame=Yes; Audio.Channels=6; Audio.ChannelLayout=L R C LFE Lb Rb; "
            + "Other.Type=Time code; Other.Format=QuickTime TC; Other.TimeCode_FirstFrame=01:00:59;28; Other.TimeCode_LastFrame=01:01:00;14; Other.FrameRate_Num=30000",
            "video.avg_frame_rate=30000/1001; video.tags.timecode=01:00:59;28; audio.channel_layout=5.1; data.codec_tag_string=tmcd; data.tags.timecode=01:00:59;28"),
        ["HQ, AAC, drop-frame 59.94"] = new(
            "60000/1001", "stereo", ProRes + "-profile:v hq -c:a aac -timecode 10:00:00;04",
            "Video.CodecID=apch; Video.FrameRate_Num=60000; Video.FrameRate_Den=1001; Video.FrameCount=30; Audio.CodecID=mp4a-40-2; Audio.Channels=2; "
            + "Other.TimeCode_FirstFrame=10:00:00;04; Other.FrameRate_Num=60000; Other.FrameRate_Den=1001",
            "video.avg_frame_rate=60000/1001; video.tags.timecode=10:00:00;04; audio.codec_name=aac; audio.profile=LC; data.tags.timecode=10:00:00;04"),
        ["4444, mono, PCM 16 big-endian"] = new(
            "25", "mono", "-c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10le -c:a pcm_s16be",
            "Video.CodecID=ap4h; Video.Format_Profile=4444; Video.ChromaSubsampling=4:4:4; Audio.CodecID=twos; Audio.Format_Settings_Endianness=Big; Audio.ChannelLayout=C",
            "video.codec_tag_string=ap4h; video.pix_fmt=yuva444p12le; audio.codec_name=pcm_s16be; audio.channel_layout=mono"),
        ["top field first, timecode, reel"] = new(
            "25,setfield=tff", "stereo", ProRes + "-profile:v hq -flags +ildct -c:a pcm_s24le -timecode 09:58:30:12 -metadata:s:v:0 reel_name=A001C003",
            "Video.ScanType=Interlaced; Video.ScanOrder=TFF; Video.Delay=35910.480; Video.Delay_DropFrame=No; Other.TimeCode_FirstFrame=09:58:30:12; Other.Title=Timecode / A001C003",
            "video.field_order=tb; video.tags.timecode=09:58:30:12; data.tags.reel_name=A001C003"),
        ["bottom field first"] = new(
            "30000/1001,setfield=bff", "stereo", ProRes + "-profile:v hq -flags +ildct -c:a pcm_s16le",
            "Video.ScanType=Interlaced; Video.ScanOrder=BFF; Video.FrameRate_Num=30000",
            "video.field_order=bt; video.tags.language=und"),
        ["wide samples, languages"] = new(
            "25,setsar=16/11", "stereo", ProRes + "-c:a pcm_s16le -metadata:s:v:0 language=fra -metadata:s:a:0 language=jpn",
            "Video.PixelAspectRatio=1.455; Video.DisplayAspectRatio=2.586; Video.Language=fr; Audio.Language=ja",
            "video.sample_aspect_ratio=16:11; video.tags.language=fra; audio.tags.language=jpn"),
        ["BT.709"] = new(
            "25,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709", "stereo", ProRes + "-c:a pcm_s16le",
            "Video.colour_description_present_Source=Container / Stream; Video.colour_primaries=BT.709; Video.transfer_characteristics=BT.709; Video.matrix_coefficients=BT.709",
            "video.color_primaries=bt709; video.color_transfer=bt709; video.color_space=bt709"),
        ["BT.2020 PQ, 7.1"] = new(
            "25,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc", "7.1", ProRes + "-c:a pcm_s24le",
            "Video.colour_primaries=BT.2020; Video.transfer_characteristics=PQ; Video.matrix_coefficients=BT.2020 non-constant; Audio.Channels=8; "
            + "Audio.ChannelLayout=L R C LFE Lb Rb Ls Rs",
            "video.color_primaries=bt2020; video.color_transfer=smpte2084; video.color_space=bt2020nc; audio.channel_layout=7.1"),
    };

    /// <summary>FFmpeg's arguments up to the output.</summary>
    public IReadOnlyList<string> Arguments => [
        .. $"-f lavfi -i testsrc2=s=320x180:d=0.5:r={Picture}".Split(' '),
        .. $"-f lavfi -i sine=d=0.5:r=48000,aformat=channel_layouts={Layout}".Split(' '),
        .. Options.Split(' '),
    ];
}

using Rushes.Contracts;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

/// <summary>Over JSON as ffprobe 5.1 writes it, shortened to what matters.</summary>
public sealed class FirstPictureReportTests
{
    [Fact]
    public void Read_NoPicture_IsNull() => Assert.Null(FirstPictureReport.Read("""{"frames":[],"streams":[{}]}"""));

    [Fact]
    public void Read_PlainPicture_SaysNothing() =>
        Assert.Equal(new FirstPicture(null, false, null, false, ""), FirstPictureReport.Read("""{"frames":[{"media_type":"video"}],"streams":[{}]}"""));

    [Fact]
    public void Read_MoreThanOnePicture_TakesTheFirst()
    {
        var picture = FirstPictureReport.Read("""
            {"frames":[
              {"tags":{"timecode":"20:39:40:05"},"side_data_list":[
                {"side_data_type":"HDR Dynamic Metadata SMPTE2094-40 (HDR10+)"},{"side_data_type":"ATSC A53 Part 4 Closed Captions"}]},
              {"tags":{"timecode":"20:39:40:06"},"side_data_list":[{"side_data_type":"Content light level metadata","max_content":1,"max_average":1}]}]}
            """);

        Assert.Equal(new FirstPicture(null, HasHdr10Plus: true, null, HasCaptions: true, "20:39:40:05"), picture);
    }

    [Fact]
    public void Read_TimecodeOfZeros_IsNone() => Assert.Equal("", FirstPictureReport.Read("""{"frames":[{"tags":{"timecode":"00:00:00;00"}}]}""")?.Timecode);

    [Fact]
    public void Read_LightInBoth_IsThePicturesCompletedByTheStreams()
    {
        var light = FirstPictureReport.Read("""
            {"frames":[{"side_data_list":[{"side_data_type":"Content light level metadata","max_content":1000,"max_average":400}]}],
             "streams":[{"side_data_list":[
                {"side_data_type":"Content light level metadata","max_content":7,"max_average":7},
                {"side_data_type":"Mastering display metadata","red_x":"35400/50000","max_luminance":"10000000/10000"}]}]}
            """)?.Light;

        Assert.Equal(new ContentLightLevel { MaxContent = 1000, MaxFrameAverage = 400 }, light?.ContentLight);
        Assert.Equal((35_400u, 10_000_000u), (light?.MasteringDisplay.RedX, light?.MasteringDisplay.MaxLuminance));
    }

    [Theory]
    [InlineData(""" "vdr_rpu_profile":0,"bl_video_full_range_flag":1 """, "5.0")]
    [InlineData(""" "vdr_rpu_profile":1,"el_spatial_resampling_filter_flag":1,"disable_residual_flag":0 """, "7")]
    [InlineData(""" "vdr_rpu_profile":1,"el_spatial_resampling_filter_flag":0,"disable_residual_flag":1 """, "8")]
    [InlineData(""" "vdr_rpu_profile":0,"bl_video_full_range_flag":0 """, null)]
    [InlineData(""" "vdr_rpu_level":0 """, null)]
    public void Read_DolbyVisionOfTheBitstream_IsTheProfileThatItTells(string fields, string? expected) =>
        Assert.Equal(expected, FirstPictureReport.Read(
            """{"frames":[{"side_data_list":[{"side_data_type":"Dolby Vision Metadata",""" + fields + "}]}]}")?.DolbyVision?.ToString());
}

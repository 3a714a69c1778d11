using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Avc;

namespace Rushes.Media.Tests.Bitstreams.Avc;

/// <summary>Parameter sets and slice headers of real streams, against FFmpeg's reading of them.</summary>
public sealed class AvcTraceTests
{
    public static TheoryData<string> Files { get; } =
    [
        "c-interlaced/Freh7_B.264",
        "c-interlaced/HPCAFL_BRCM_C.264",
        "c-interlaced/HPCVFL_BRCM_A.264",
        "c-interlaced/PPH10I7_Panasonic_A.264",
        "c-interlaced/dvb_1080i_h264_eac3.ts",
        "c-interlaced/sony_a7m3_1080i50.mts",
        "i-fragmented/4pics.264",
        "i-fragmented/lpms_bad-cuvid.ts",
        "i-fragmented/lpms_missing-dts.ts",
        "a-content/bbb_1080p25_51_30s.ts",
        "a-content/park_joy_720p24.mp4",
        "a-content/car-detection.mp4",
        "a-content/Seeking_30_480_1050.mp4",
        "c-interlaced/fate_interlaced_crop.mp4",
        "c-interlaced/fate_direct-bff.mkv",
        "c-interlaced/fate_242_4_misflagged_interlaced.mkv",
        "i-fragmented/fate_empty_edit_5s.mp4",
        "i-fragmented/fate_spherical.mp4",
        "i-fragmented/wave_cmaf_t1_5994.mp4",
        "i-fragmented/fate_test_iibbibb_neg_ctts.mp4",
        "b-hdr/video_dovi_1920x1080_60fps_dvav_09.mp4",
        "e-mezzanine/gopro_karma.mp4",
        "e-mezzanine/sowt-with-video.mov",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Headers_OfARealStream_ReadAsFFmpegReadsThem(string name) => await CompareAsync(SharedMedia.Path(name));

    [Theory]
    [InlineData("-x264-params weightp=2:ref=8:bframes=4:b-pyramid=normal:slices=3 -pix_fmt yuv444p")]
    [InlineData("-x264-params cabac=0:slices=2:weightp=1:nal-hrd=vbr:vbv-maxrate=1000:vbv-bufsize=1000:aud=1 -pix_fmt yuv422p10le")]
    [InlineData("-x264-params interlaced=1:tff=1:ref=4:bframes=3:open-gop=1:keyint=12 -pix_fmt yuv420p")]
    [InlineData("-x264-params fake-interlaced=1:no-deblock=1:intra-refresh=1 -pix_fmt gray")]
    [InlineData("-x264-params sliced-threads=1:threads=4:cqm=jvt:pic-struct=1 -profile:v high -pix_fmt yuv420p")]
    public async Task Headers_OfWhatAnEncoderCanDo_ReadAsFFmpegReadsThem(string options)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var path = folder["made.mp4"];
        await FFmpeg.RunAsync(
            ["-f", "lavfi", "-i", "testsrc2=s=320x192:r=25,fade=in:0:20,fade=out:30:20", "-frames:v", "50", "-c:v", "libx264", .. options.Split(' '), path]);
        await CompareAsync(path);
    }

    private static async Task CompareAsync(string file)
    {
        var filter = Path.GetExtension(file) is ".264" or ".ts" or ".mts" ? "" : "h264_mp4toannexb,dump_extra=freq=all,";
        var (stream, units) = await TraceHeaders.RunAsync(file, filter, "h264", 150);
        var traced = units.Where(unit => unit.Name is "Sequence Parameter Set" or "Picture Parameter Set" or "Slice Header").ToList();
        var sets = new AvcParameterSets();
        var at = 0;
        var nalUnits = new AnnexBNalUnits(stream);
        while (nalUnits.TryRead(out var unit))
        {
            var type = AvcParameterSets.TypeOf(unit.Bytes);
            sets.Add(unit.Bytes);
            if (type == AvcNalUnitType.SequenceParameterSet)
            {
                Compare(traced[at++], AvcSequenceParameterSet.Parse(unit.Bytes));
            }
            else if (type == AvcNalUnitType.PictureParameterSet)
            {
                Assert.Equal(traced[at++]["num_ref_idx_l0_default_active_minus1"], AvcPictureParameterSet.Parse(unit.Bytes).DefaultReferences0 - 1);
            }
            else if (AvcParameterSets.IsSlice(type))
            {
                Compare(traced[at++], sets.ReadSlice(unit.Bytes), unit.Bytes);
            }
        }

        Assert.Equal(traced.Count, at);
        Assert.Contains(traced, unit => unit.Name == "Slice Header");
    }

    private static void Compare(TracedUnit traced, AvcSequenceParameterSet set)
    {
        Assert.Equal("Sequence Parameter Set", traced.Name);
        Assert.Equal(
            (traced["profile_idc"], traced["level_idc"], traced["chroma_format_idc", 1], traced["bit_depth_luma_minus8"] + 8),
            (set.Profile, set.Level, (long)set.Format.Chroma, set.Format.LumaDepth));
        Assert.Equal(
            (traced["pic_width_in_mbs_minus1"] + 1, traced["pic_height_in_map_units_minus1"] + 1, traced["frame_mbs_only_flag"] == 1),
            (set.WidthInMacroblocks, set.HeightInMapUnits, set.IsFramesOnly));
        Assert.Equal((traced["num_units_in_tick"], traced["time_scale"]), (set.Usability?.UnitsInTick ?? 0, set.Usability?.TimeScale ?? 0));
        Assert.Equal(traced["colour_primaries", 2], set.Usability?.Signal.Colour.Primaries ?? 2);
        Assert.Equal(traced["max_num_reorder_frames", -1], set.Usability?.MaxReorderFrames ?? -1);
        Assert.Equal(traced["max_dec_frame_buffering", -1], set.Usability?.MaxDecodedFrameBuffering ?? -1);
        Assert.Equal(traced["pic_struct_present_flag"] == 1, set.Usability?.HasPictureStructure ?? false);
        Assert.Equal(traced["dpb_output_delay_length_minus1", -1], ((set.Usability?.NalHrd ?? set.Usability?.VclHrd)?.DpbOutputDelayLength ?? 0) - 1);
    }

    private static void Compare(TracedUnit traced, AvcSliceHeader slice, ReadOnlySpan<byte> unit)
    {
        Assert.Equal("Slice Header", traced.Name);
        Assert.Equal(
            (traced["nal_ref_idc"], traced["first_mb_in_slice"], traced["slice_type"] % 5, traced["frame_num"], traced["idr_pic_id"]),
            (slice.ReferenceIdc, slice.FirstMacroblock, (long)slice.Type, slice.FrameNum, slice.IdrPictureId));
        Assert.Equal(
            (traced["field_pic_flag"] == 1, traced["bottom_field_flag"] == 1, traced["pic_order_cnt_lsb"], traced["delta_pic_order_cnt_bottom"]),
            (slice.IsField, slice.IsBottomField, slice.PictureOrderLsb, slice.PictureOrderDeltaBottom));
        Assert.Equal(traced.End, slice.HeaderBits);
        Assert.Equal((slice.HeaderBits + 7) / 8, Unescaped.Count(unit[..slice.HeaderBytes]));
    }
}

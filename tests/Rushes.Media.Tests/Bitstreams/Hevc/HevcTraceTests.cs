using Rushes.Media.Bitstreams;
using Rushes.Media.Bitstreams.Hevc;

namespace Rushes.Media.Tests.Bitstreams.Hevc;

/// <summary>Parameter sets and slice headers of real streams, against FFmpeg's reading of them.</summary>
public sealed class HevcTraceTests
{
    public static TheoryData<string> Files { get; } =
    [
        "a-content/KristenAndSara_720p60.hevc",
        "a-content/tos_1080p24_hevc10_40s.mp4",
        "b-hdr/bt2020_10bit.mp4",
        "b-hdr/dovi_regular.hevc",
        "b-hdr/fate_dovi-p5.mp4",
        "b-hdr/fate_dv84_iphone_hlg.mov",
        "b-hdr/fate_hdr10tags-both.mkv",
        "b-hdr/hdr10plus_ToS-s01.h265",
        "b-hdr/hdr10plus_multimsg-sei.hevc",
        "b-hdr/hlg10-color-test.mp4",
        "b-hdr/sample_edit_list.mp4",
        "i-fragmented/hevc.265",
        "i-fragmented/mp4ff/ed_hevc.mp4",
        "i-fragmented/sample_edit_list_no_sync_frame_before_edit.mp4",
        "d-multichannel/mediabunny_hevc.ts",
        "g-phone/fate_two_first_slice_vfr.mp4",
        "g-phone/photoprism_quicktime-hvc1.mov",
        "j-4k/8k24fps_300ms.mp4",
        "j-4k/tsduck_2160p25_hevc_scte35.ts",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Headers_OfARealStream_ReadAsFFmpegReadsThem(string name) => await CompareAsync(SharedMedia.Path(name));

    [Theory]
    [InlineData("weightb=1:weightp=1:ref=5:bframes=8:b-pyramid=1:slices=3:wpp=1:ctu=16")]
    [InlineData("wpp=1:slices=2:ctu=32:sao=0:deblock=0:repeat-headers=1:hrd=1:vbv-maxrate=1000:vbv-bufsize=1000:aud=1")]
    [InlineData("open-gop=1:keyint=10:temporal-layers=1:ref=4:lossless=1:limit-refs=0:rskip=0:cbqpoffs=2:crqpoffs=-2")]
    [InlineData("interlace=tff:field=1:scaling-list=default:tskip=1:hist-scenecut=1:opt-ref-list-length-pps=1:multi-pass-opt-rps=0")]
    public async Task Headers_OfWhatAnEncoderCanDo_ReadAsFFmpegReadsThem(string parameters)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var path = folder["made.mp4"];
        await FFmpeg.RunAsync(
            "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25,fade=in:0:20,fade=out:30:20", "-frames:v", "50", "-c:v", "libx265",
            "-x265-params", parameters + ":log-level=none", path);
        await CompareAsync(path);
    }

    private static async Task CompareAsync(string file)
    {
        var filter = Path.GetExtension(file) is ".mp4" or ".mov" or ".mkv" ? "hevc_mp4toannexb,dump_extra=freq=all," : "";
        var (stream, units) = await TraceHeaders.RunAsync(file, filter, "hevc", 150);
        var traced = units.Where(unit => unit["nuh_layer_id"] == 0 && unit.Name is
            "Video Parameter Set" or "Sequence Parameter Set" or "Picture Parameter Set" or "Slice Segment Header").ToList();
        var sets = new HevcParameterSets();
        var at = 0;
        var nalUnits = new AnnexBNalUnits(stream);
        while (nalUnits.TryRead(out var unit))
        {
            var type = HevcParameterSets.TypeOf(unit.Bytes);
            if (HevcParameterSets.LayerOf(unit.Bytes) != 0)
            {
                continue;
            }

            sets.Add(unit.Bytes);
            if (type == HevcNalUnitType.VideoParameterSet)
            {
                Compare(traced[at++], HevcVideoParameterSet.Parse(unit.Bytes));
            }
            else if (type == HevcNalUnitType.SequenceParameterSet)
            {
                Compare(traced[at++], HevcSequenceParameterSet.Parse(unit.Bytes));
            }
            else if (type == HevcNalUnitType.PictureParameterSet)
            {
                Compare(traced[at++], HevcPictureParameterSet.Parse(unit.Bytes));
            }
            else if (HevcParameterSets.IsSlice(type))
            {
                Compare(traced[at++], sets.ReadSlice(unit.Bytes), unit.Bytes);
            }
        }

        Assert.Equal(traced.Count, at);
        Assert.Contains(traced, unit => unit.Name == "Slice Segment Header");
    }

    private static void Compare(TracedUnit traced, HevcVideoParameterSet set)
    {
        Assert.Equal("Video Parameter Set", traced.Name);
        Assert.Equal(
            (traced["vps_max_sub_layers_minus1"] + 1, traced["general_level_idc"], traced["vps_num_units_in_tick"], traced["vps_time_scale"]),
            (set.MaxSubLayers, set.ProfileTierLevel.Level, set.UnitsInTick, set.TimeScale));
    }

    private static void Compare(TracedUnit traced, HevcSequenceParameterSet set)
    {
        Assert.Equal("Sequence Parameter Set", traced.Name);
        Assert.Equal(
            (traced["general_profile_idc"], traced["general_level_idc"], traced["chroma_format_idc"], traced["bit_depth_luma_minus8"] + 8),
            (set.ProfileTierLevel.Profile, set.ProfileTierLevel.Level, (long)set.Chroma, set.LumaDepth));
        Assert.Equal((traced["pic_width_in_luma_samples"], traced["pic_height_in_luma_samples"]), (set.CodedWidth, set.CodedHeight));
        Assert.Equal(traced["num_short_term_ref_pic_sets"], set.ReferenceSets.Length);
        Assert.Equal(
            (traced["vui_num_units_in_tick"], traced["vui_time_scale"], traced["colour_primaries", 2], traced["transfer_characteristics", 2]),
            (set.Usability?.UnitsInTick ?? 0, set.Usability?.TimeScale ?? 0, set.Usability?.Signal.Colour.Primaries ?? 2, set.Usability?.Signal.Colour.Transfer ?? 2));
        Assert.Equal(traced["field_seq_flag"] == 1, set.Usability?.IsFields ?? false);
        Assert.Equal(traced["sps_temporal_mvp_enabled_flag"] == 1, set.HasTemporalPrediction);
        var highest = traced[$"sps_max_num_reorder_pics[{set.MaxSubLayers - 1}]", traced["sps_max_num_reorder_pics[0]"]];
        Assert.Equal(highest, set.Buffering.MaxReorder);
    }

    private static void Compare(TracedUnit traced, HevcPictureParameterSet set)
    {
        Assert.Equal("Picture Parameter Set", traced.Name);
        Assert.Equal(
            (traced["pps_pic_parameter_set_id"], traced["weighted_pred_flag"] == 1, traced["lists_modification_present_flag"] == 1),
            (set.Id, set.IsWeighted, set.HasListModification));
    }

    private static void Compare(TracedUnit traced, HevcSliceHeader slice, ReadOnlySpan<byte> unit)
    {
        Assert.Equal("Slice Segment Header", traced.Name);
        Assert.Equal(
            (traced["nal_unit_type"], traced["first_slice_segment_in_pic_flag"] == 1, traced["slice_segment_address"]),
            ((long)slice.UnitType, slice.IsFirstOfPicture, slice.Address));
        Assert.Equal(
            (traced["slice_type"], traced["slice_pic_order_cnt_lsb"], traced["pic_output_flag", 1] == 1, traced["nuh_temporal_id_plus1"] - 1),
            ((long)slice.Type, slice.PictureOrderLsb, slice.IsShown, slice.TemporalId));
        Assert.Equal(traced.End, slice.HeaderBits);
        Assert.Equal(slice.HeaderBits / 8, Unescaped.Count(unit[..slice.HeaderBytes]));
    }
}

using System.Globalization;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>A kind of source, and the file that stands for it.</summary>
/// <param name="Kind">What is special.</param>
/// <param name="Name">Of the shared media.</param>
/// <param name="Seconds">What is copied of it, without decoding; 0: the file as it is.</param>
internal sealed record MatrixSource(string Kind, string Name, double Seconds = 0)
{
    public static readonly IReadOnlyList<MatrixSource> All =
    [
        new("MXF, MPEG-4, wide pixels, packets without times", "e-mezzanine/fate_C0023S01_xdcam_proxy.mxf"),
        new("MXF, DNxHR, 4:2:2", "e-mezzanine/fate_dnxhr_lb_multiple_components.mxf"),
        new("MXF, JPEG 2000, RGB of 16 bits", "e-mezzanine/fate_countdown-small_j2k.mxf"),
        new("MXF, ProRes, HDR10, 59.94", "b-hdr/fate_Meridian-ProResProxy-HDR10.mxf"),
        new("MOV, ProRes, 4:2:2 of 10 bits, 1080i", "c-interlaced/fate_ProRes_422_HQ_1080i.mov"),
        new("MOV, ProRes 4444 with alpha, 12 bits", "e-mezzanine/fate_prores4444_with_transparency.mov"),
        new("TS, AVC", "i-fragmented/sd-hls0000000000.ts"),
        new("TS, first key frame missing, from 112.7 s", "i-fragmented/mediabunny_no-initial-keyframe.ts"),
        new("M2TS, AVC, 1080i50", "c-interlaced/sony_a7m3_1080i50.mts"),
        new("MPEG-2, telecined, bottom field first", "c-interlaced/fate_sony-ct3_pulldown.m2v"),
        new("MPEG-2, 4:2:2, 576i", "e-mezzanine/fate_hhi_burst_422_short.m2v"),
        new("MOV, AVC, pairs of fields that repeat", "c-interlaced/fate_attachment631-small.mov", 2),
        new("MP4, AVC, top field first", "c-interlaced/fate_interlaced_crop.mp4", 1.5),
        new("MKV, AVC, bottom field first", "c-interlaced/fate_direct-bff.mkv"),
        new("MP4, frames of any length", "g-phone/cursed-vfr.mp4"),
        new("MP4, turned and mirrored", "g-phone/sample_rotate_and_reflect.mp4"),
        new("MOV, turned, high pixels", "g-phone/fate_displaymatrix.mov"),
        new("MP4, HEVC, HDR10", "b-hdr/bt2020_10bit.mp4"),
        new("MP4, AV1, HDR10, 59.94", "b-hdr/sample_with_colr_mdcv_and_clli.mp4", 0.7),
        new("MP4, HEVC, HLG", "b-hdr/hlg10-color-test.mp4"),
        new("MP4, three edits", "i-fragmented/fate_mov-3elist.mp4"),
        new("MP4, empty edit, 4:4:4", "i-fragmented/fate_empty_edit_5s.mp4"),
        new("MP4, starts before its key frame", "i-fragmented/fate_mp4-init-nonkeyframe.mp4"),
        new("MP4, AV1, 10 bits", "b-hdr/testsrc2_av1_10bit.mp4"),
        new("AV1, size changes inside", "i-fragmented/fate_av1-1-b8-03-sizeup.mkv"),
        new("WebM, VP9", "i-fragmented/bbb_642x642_768kbps_30fps_vp9.webm", 1.5),
        new("WebM, VP9, 10 bits, 23.976", "b-hdr/roadtrip-vp92-10bit.webm"),
        new("IVF, VP8", "i-fragmented/vp8.ivf"),
        new("MP4, AVC, full range", "e-mezzanine/gopro_karma.mp4", 1.2),
    ];

    /// <summary>The path of what is encoded.</summary>
    public async Task<string> OpenAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var path = TestMedia.Shared(Name);
        return Seconds == 0 ? path
            : await TestMedia.MakeAsync(folder[Path.GetFileName(Name)], string.Create(CultureInfo.InvariantCulture, $"-i {path} -map 0:v:0 -t {Seconds} -c copy"), cancellationToken);
    }
}

namespace Rushes.Tools.Probing;

/// <summary>
/// Names a source on an FFmpeg command line so that the tool opens that one local file and nothing else: <c>file:</c> takes
/// the meaning from names like <c>concat:a|b</c>, the protocol list keeps everything but files shut, and the list of formats
/// leaves out those that are lists of other files (HLS, DASH, concat, IMF, image sequences, devices and scripts).
/// </summary>
public static class MediaInput
{
    private static readonly string Formats = string.Join(',',
    [
        "mov", "matroska", "mpegts", "mpegtsraw", "mpeg", "mpegvideo", "mxf", "avi", "flv", "live_flv", "asf", "asf_o", "ogg", "nut", "gxf",
        "dv", "lxf", "wtv", "rm", "r3d", "ivf", "obu", "av1", "h264", "hevc", "vvc", "evc", "m4v", "h263", "h261", "cavsvideo", "avs2", "avs3",
        "vc1", "vc1test", "dirac", "dnxhd", "mjpeg", "mjpeg_2000", "yuv4mpegpipe", "swf", "vivo", "nsv", "nuv", "pva", "ty", "mods", "moflex",
        "bink", "smk", "roq", "film_cpk", "flic", "fits", "gif", "apng", "webp_pipe", "png_pipe", "jpeg_pipe", "tiff_pipe", "bmp_pipe",
        "dpx_pipe", "exr_pipe", "j2k_pipe", "jpegxl_pipe", "jpegxl_anim", "wav", "w64", "caf", "aiff", "au", "mp3", "aac", "loas", "flac",
        "ac3", "eac3", "dts", "dtshd", "truehd", "mlp", "amr", "ape", "wv", "tta", "tak", "mpc", "mpc8", "dsf", "oma", "spdif",
    ]);

    /// <summary>Options and <c>-i</c> for one source.</summary>
    /// <param name="options">Other input options, such as <c>-ss</c>; they come first.</param>
    public static IReadOnlyList<string> Arguments(string path, params IReadOnlyList<string> options) =>
        [.. options, "-protocol_whitelist", "file", "-format_whitelist", Formats, "-i", $"file:{Path.GetFullPath(path)}"];
}

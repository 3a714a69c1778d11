using Rushes.Media.Conformance;

namespace Rushes.Media.Tests.Conformance;

/// <summary>What encoders make when left alone, or set as streams are set: nothing is wrong with it.</summary>
public sealed class GoodEncodesTests
{
    private const string Hdr10 = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1):max-cll=1000,400";

    public static TheoryData<string, string> Encodes => new()
    {
        { "x264", "-c:v libx264 -preset fast" },
        { "x264 pyramid", "-c:v libx264 -preset fast -bf 5 -x264-params b-pyramid=normal:ref=5" },
        { "x264 open", "-c:v libx264 -preset fast -g 24 -x264-params open-gop=1" },
        { "x264 slices", "-c:v libx264 -preset fast -slices 4" },
        { "x264 interlaced", "-c:v libx264 -preset fast -flags +ildct+ilme -x264-params tff=1" },
        { "x264 10 bit", "-c:v libx264 -preset fast -pix_fmt yuv420p10le" },
        { "x264 lossless", "-c:v libx264 -preset ultrafast -qp 0" },
        { "x264 intra refresh", "-c:v libx264 -preset fast -x264-params intra-refresh=1:keyint=24" },
        { "x265", "-c:v libx265 -preset fast -x265-params log-level=none" },
        { "x265 closed", "-c:v libx265 -preset fast -x265-params log-level=none:keyint=24:min-keyint=24:scenecut=0:open-gop=0:b-pyramid=1:bframes=8" },
        { "x265 open", "-c:v libx265 -preset medium -x265-params log-level=none:keyint=24:min-keyint=24" },
        { "x265 10 bit HDR", $"-c:v libx265 -preset fast -pix_fmt yuv420p10le -x265-params log-level=none:repeat-headers=1:{Hdr10}" },
        { "x265 4:2:2", "-c:v libx265 -preset fast -pix_fmt yuv422p10le -x265-params log-level=none" },
        { "SVT-AV1", "-c:v libsvtav1 -preset 9 -g 24" },
        { "SVT-AV1 10 bit", "-c:v libsvtav1 -preset 9 -g 24 -pix_fmt yuv420p10le" },
        { "libvpx", "-c:v libvpx-vp9 -deadline good -cpu-used 5 -g 24 -b:v 300k" },
        { "libvpx alt-ref", "-c:v libvpx-vp9 -deadline good -cpu-used 5 -g 24 -auto-alt-ref 1 -lag-in-frames 16 -b:v 300k" },
        { "MPEG-2", "-c:v mpeg2video -b:v 2M -bf 2 -g 12 -flags +cgop -sc_threshold 1000000000" },
        { "MPEG-2 interlaced", "-c:v mpeg2video -b:v 4M -bf 2 -flags +ildct+ilme -top 1" },
        { "ProRes", "-c:v prores_ks -profile:v 3 -pix_fmt yuv422p10le" },
        { "DNxHR", "-c:v dnxhd -profile:v dnxhr_sq -pix_fmt yuv422p" },
    };

    [Theory]
    [MemberData(nameof(Encodes))]
    public async Task Check_GoodEncode_FindsNothing(string name, string options)
    {
        using var folder = new TemporaryFolder();
        var path = await EncodeAsync(folder, "testsrc2=size=352x288:rate=25:duration=3", options);

        // SVT-AV1 gives its header to the container before it has settled on all tools: true, and a warning.
        string[] expected = name.StartsWith("SVT", StringComparison.Ordinal) ? ["validate.configuration"] : [];
        var faults = await Checked.FileAsync(path);
        Assert.True(faults.All(fault => fault.IsWarning) && faults.Select(fault => fault.Code).SequenceEqual(expected), string.Join("; ", faults.Select(Checked.Text)));
    }

    [Theory]
    [InlineData("-c:v libx264 -preset fast -crf 20 -maxrate 400k -bufsize 800k -g 25 -keyint_min 25 -sc_threshold 0", "avc")]
    [InlineData("-c:v libx265 -preset fast -x265-params log-level=none:crf=20:vbv-maxrate=400:vbv-bufsize=800:keyint=25:min-keyint=25:scenecut=0:open-gop=0", "hevc")]
    public async Task Check_CappedAsPromised_FindsNothing(string options, string codec)
    {
        using var folder = new TemporaryFolder();
        var path = await EncodeAsync(folder, "testsrc2=size=352x288:rate=25:duration=4", options);
        var promise = new StreamPromise
        {
            Codec = codec, Width = 352, Height = 288, Bits = 8, Chroma = "4:2:0", Frames = 100, FrameRate = new(25, 1), Duration = new(4, 1),
            MaxRate = 400_000, Buffer = 800_000, KeyFrames = [0, 25, 50, 75], HasClosedGroups = true, HasNoHdr = true,
            PixelAspect = new(1, 1), Fields = FieldScan.Progressive,
        };

        Assert.Empty((await Checked.FileAsync(path, promise)).Select(Checked.Text));
    }

    internal static async Task<string> EncodeAsync(TemporaryFolder folder, string source, string options)
    {
        FFmpeg.SkipWhenMissing();
        var path = folder["encoded.mov"];
        var container = options.Contains("av1", StringComparison.Ordinal) || options.Contains("vp9", StringComparison.Ordinal) ? "mp4" : "mov";
        await FFmpeg.RunAsync(["-f", "lavfi", "-i", source, "-pix_fmt", "yuv420p", .. options.Split(' '), "-f", container, "-y", path]);
        return path;
    }
}

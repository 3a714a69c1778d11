using Rushes.Testing;

namespace Rushes.EndToEnd.Tests;

/// <summary>
/// The proof that chunking loses nothing: a lossless rendition at source size, cut into chunks of 2 s, decodes to the same
/// pictures at the same times as the source.
/// </summary>
public sealed class LosslessTests
{
    private const string Moving = "-f lavfi -i testsrc2=size=192x108:rate=";

    public static TheoryData<string, string, string> Sources { get; } = new()
    {
        { "H.264, B frames and open GOPs", "source.mp4", Moving + "25:duration=7 -c:v libx264 -preset medium -bf 3 -x264-params open-gop=1:keyint=40:scenecut=0" },
        { "MPEG-TS from 10 s", "source.ts", Moving + "25:duration=7 -c:v libx264 -bf 3 -g 60 -output_ts_offset 10" },
        { "HEVC, 10 bit", "source.mp4", Moving + "24:duration=6 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=50" },
        { "30000/1001", "source.mp4", Moving + "30000/1001:duration=6 -c:v libx264 -g 45" },
        { "60000/1001", "source.mov", Moving + "60000/1001:duration=5 -c:v libx264 -g 90" },
        { "24000/1001 in Matroska", "source.mkv", Moving + "24000/1001:duration=6 -c:v libx264 -g 48" },
        { "variable rate", "source.mp4", Moving + "30:duration=7 -vf select='not(eq(mod(n\\,7)\\,3))+lt(n\\,40)' -fps_mode vfr -c:v libx264 -g 70" },
        { "edit list that hides the start", "source.mp4", "-ss 1.5 -i BASE -c copy" },
        { "4:2:2", "source.mov", Moving + "25:duration=5 -pix_fmt yuv422p10le -c:v prores_ks -profile:v 2" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Encode_LosslessInShortChunks_DecodesToTheSourcesFrames(string kind, string name, string arguments)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        if (arguments.Contains("BASE", StringComparison.Ordinal))
        {
            var whole = await TestMedia.MakeAsync(folder["base.mp4"], Moving + "25:duration=8 -c:v libx264 -bf 2 -g 50", token);
            arguments = arguments.Replace("BASE", whole, StringComparison.Ordinal);
        }

        var source = await TestMedia.MakeAsync(folder[name], arguments.Replace("'", "", StringComparison.Ordinal), token);
        await Lossless.ProveAsync(source, folder, kind, token);
    }

    [Theory]
    [InlineData("g-phone/cursed-vfr.mp4")]
    [InlineData("g-phone/rotate-buck-bunny.mp4")]
    [InlineData("b-hdr/sample_edit_list.mp4")]
    [InlineData("i-fragmented/sample_edit_list_no_sync_frame_before_edit.mp4")]
    [InlineData("i-fragmented/fate_mov-3elist.mp4")]
    [InlineData("i-fragmented/wave_cmaf_t1_5994.mp4")]
    [InlineData("d-multichannel/mediabunny_hevc.ts")]
    [InlineData("a-content/mediabunny_video.mp4")]
    public async Task Encode_LosslessOfSharedMedia_DecodesToTheSourcesFrames(string name)
    {
        using var folder = new TemporaryFolder();
        await Lossless.ProveAsync(TestMedia.Shared(name), folder, name, TestContext.Current.CancellationToken);
    }
}

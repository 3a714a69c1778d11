using Rushes.EndToEnd.Tests.Judges;
using Rushes.EndToEnd.Tests.Packaging;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>HDR10 and HLG are said by every form of an encode, and at each place where a player may start.</summary>
public sealed class HdrFormatTests
{
    private const string Picture = "-f lavfi -i testsrc2=s=192x108:r=25:d=3 -pix_fmt yuv420p10le -c:v libx265 -preset ultrafast -x265-params log-level=none:colorprim=bt2020:colormatrix=bt2020nc:";
    private const string Hdr10 = Picture + "transfer=smpte2084:hdr10=1:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400";
    private const string Hlg = Picture + "transfer=arib-std-b67";
    private const string Usual = "height: 108, crf: 30";
    private const string TenBits = $"{Usual}, bits: 10";
    private const string Light = "side_data_type=Mastering display metadata";

    [Theory]
    [InlineData("avc", TenBits, false)]
    [InlineData("hevc", Usual, true)]
    [InlineData("av1", Usual, true)]
    [InlineData("vp9", Usual, false)]
    public async Task Encode_Hdr10_IsSaidByEveryFormAndAfterASeek(string codec, string rendition, bool isReadOfFrames)
    {
        using var folder = new TemporaryFolder();
        var film = await EncodeAsync(folder, codec, rendition, Hdr10);

        foreach (var form in Forms(film, folder))
        {
            Assert.Superset(
                new HashSet<string>
                {
                    "pix_fmt=yuv420p10le", "color_range=tv", "color_primaries=bt2020", "color_transfer=smpte2084", "color_space=bt2020nc", Light,
                    "green_y=34500/50000", "max_luminance=10000000/10000", "min_luminance=50/10000", "max_content=1000", "max_average=400",
                },
                (await EncodedClip.ProbeAsync(form, "-show_streams")).ToHashSet());
        }

        // The stream of VP9 has no words for light, and older decoders look for none in that of AVC: boxes have them.
        string[] light = isReadOfFrames ? [Light, "max_content=1000"] : [];
        foreach (var frames in await AfterASeekAsync(film, folder))
        {
            Assert.Superset(new HashSet<string>(["key_frame=1", "color_transfer=smpte2084", "color_primaries=bt2020", .. light]), frames);
        }

        await MediaInfoSaysAsync(film, folder, "PQ", "; Video.MaxCLL=1000 cd/m2; Video.MaxFALL=400 cd/m2; Video.MasteringDisplay_Luminance=min: 0.0050 cd/m2, max: 1000 cd/m2");
    }

    [Theory]
    [InlineData("avc", "Mastering Display Colour Volume", "Content Light Level Information")]
    [InlineData("hevc", "Mastering Display Colour Volume", "Content Light Level Information")]
    [InlineData("av1", "HDR MDCV Metadata", "HDR CLL Metadata")]
    public async Task Encode_Hdr10_IsInEveryKeyFrame(string codec, string display, string light)
    {
        using var folder = new TemporaryFolder();
        var film = await EncodeAsync(folder, codec, codec == "avc" ? TenBits : Usual, Hdr10);

        var trace = await TraceAsync(film);

        // What the decoder's configuration says comes before the first packet.
        var packets = trace.SkipWhile(line => !line.Contains("Packet:", StringComparison.Ordinal)).ToList();
        var keys = packets.Count(line => line.Contains("key frame", StringComparison.Ordinal));
        Assert.Equal(3, keys);
        Assert.Equal(keys, packets.Count(line => line.EndsWith(display, StringComparison.Ordinal)));
        Assert.Equal(keys, packets.Count(line => line.EndsWith(light, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("avc", TenBits)]
    [InlineData("hevc", Usual)]
    [InlineData("av1", Usual)]
    [InlineData("vp9", Usual)]
    public async Task Encode_Hlg_StaysHlgAlsoAfterASeek(string codec, string rendition)
    {
        using var folder = new TemporaryFolder();
        var film = await EncodeAsync(folder, codec, rendition, Hlg);

        foreach (var form in Forms(film, folder))
        {
            Assert.Superset(
                new HashSet<string> { "pix_fmt=yuv420p10le", "color_primaries=bt2020", "color_transfer=arib-std-b67", "color_space=bt2020nc" },
                (await EncodedClip.ProbeAsync(form, "-show_streams")).ToHashSet());
        }

        foreach (var frames in await AfterASeekAsync(film, folder))
        {
            Assert.Superset(
                new HashSet<string> { "key_frame=1", "pix_fmt=yuv420p10le", "color_primaries=bt2020", "color_transfer=arib-std-b67", "color_space=bt2020nc" }, frames);
        }

        await MediaInfoSaysAsync(film, folder, "HLG");
        Assert.Contains("VIDEO-RANGE=HLG", await File.ReadAllTextAsync(folder["out/master.m3u8"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Hdr10)]
    [InlineData(Hlg)]
    public async Task Encode_ToSdr_SaysBt709AndIsNeitherDarkNorWhite(string source)
    {
        using var folder = new TemporaryFolder();
        var film = await EncodeAsync(folder, "hevc", Usual, source, "--sdr");

        var said = (await EncodedClip.ProbeAsync(film, "-show_streams")).ToHashSet();
        Assert.Superset(new HashSet<string> { "color_range=tv", "color_primaries=bt709", "color_transfer=bt709", "color_space=bt709" }, said);
        Assert.DoesNotContain(Light, said);
        var pictures = await SourcePictures.ReadAsync(film, folder, TestContext.Current.CancellationToken);
        Assert.InRange(pictures.Small.Average(pixel => pixel), 50, 200);
    }

    private static async Task<string> EncodeAsync(TemporaryFolder folder, string codec, string rendition, string source, params string[] options) =>
        await EncodedClip.EncodeAsync(
            await TestMedia.MakeAsync(folder["source.mp4"], source, TestContext.Current.CancellationToken), folder, codec, rendition, ["--mp4", .. options]);

    private static string Mp4(TemporaryFolder folder) => Directory.GetFiles(folder["out/mp4"]).Single();

    // The media that both playlists refer to, they themselves, and the MP4.
    private static string[] Forms(string film, TemporaryFolder folder) => [film, folder["out/master.m3u8"], folder["out/manifest.mpd"], Mp4(folder)];

    // What ffprobe says of the first frames behind 2.5 s: that of the key frame at 2 s, for the film of three chunks starts at 0 or at 1 s.
    private static async Task<IReadOnlyList<HashSet<string>>> AfterASeekAsync(string film, TemporaryFolder folder)
    {
        var found = new List<HashSet<string>>();
        foreach (var form in (string[])[film, folder["out/manifest.mpd"], Mp4(folder), await SegmentAsync(film, folder)])
        {
            var said = await EncodedClip.ProbeAsync(form, "-read_intervals 2.5%+#2 -show_frames");
            Assert.StartsWith("pts_time=2.0", said.First(line => line.StartsWith("pts_time=", StringComparison.Ordinal)), StringComparison.Ordinal);
            found.Add([.. said]);
        }

        return found;
    }

    // As players seek in HLS: the initialization and the second segment, which starts at 2 s. FFmpeg finds nothing behind a seek in a playlist
    // of fragments, be it one of its own.
    private static async Task<string> SegmentAsync(string film, TemporaryFolder folder)
    {
        var (playlist, bytes) = (MediaPlaylist.Read(Path.ChangeExtension(film, "m3u8")), await File.ReadAllBytesAsync(film, TestContext.Current.CancellationToken));
        return folder.Write("segment.mp4", [.. Cut(playlist.Map), .. Cut(playlist.Segments[1].Range)]);

        ReadOnlySpan<byte> Cut(ByteRange range) => bytes.AsSpan((int)range.Start, (int)(range.End - range.Start));
    }

    private static async Task MediaInfoSaysAsync(string film, TemporaryFolder folder, string transfer, string more = "")
    {
        foreach (var file in (string[])[film, await SegmentAsync(film, folder), Mp4(folder)])
        {
            MediaReport.Says(
                $"Video.transfer_characteristics={transfer}; Video.colour_primaries=BT.2020; Video.matrix_coefficients=BT.2020 non-constant{more}",
                await MediaReport.OfMediaInfoAsync(file));
        }
    }

    private static async Task<IReadOnlyList<string>> TraceAsync(string path)
    {
        var ffmpeg = await TestMedia.FfmpegAsync();
        return await JudgeTools.RunAsync("/bin/sh", ["-c", "exec \"$0\" -nostdin -i \"$1\" -map 0:v:0 -c copy -bsf:v trace_headers -f null - 2>&1", ffmpeg.Path, path], TestContext.Current.CancellationToken);
    }
}

using System.Text;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>HDR10 metadata that a source has in its stream alone are in the boxes of what is packaged.</summary>
public sealed class HdrMetadataTests : IDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=192x108:r=25:d=0.6 -pix_fmt yuv420p10le ";
    private const string Avc = "-c:v libx264 -g 10 -x264-params mastering-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):cll=1000,400:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc";
    private const string Hevc = "-c:v libx265 -tag:v hvc1 -x265-params log-level=none:keyint=10:repeat-headers=1:hdr10=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400";
    private const string Av1 = "-color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -c:v libsvtav1 -preset 12 -svtav1-params keyint=10:mastering-display=G(0.265,0.69)B(0.15,0.06)R(0.68,0.32)WP(0.3127,0.329)L(1000,0.005):content-light=1000,400";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Options { get; } = [Avc, Hevc, Av1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Package_OfHdrInTheStreamAlone_SaysItInBoxes(string options)
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Picture + options, Token);
        await HideAsync(source, "mdcv", "clli", "colr");

        await PackagedMedia.PackageAsync(source, _folder, "--hls", "--mp4", "--mov");

        foreach (var file in Directory.EnumerateFiles(_folder["out"], "*.m??", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".mp4" or ".mov"))
        {
            var (boxes, text) = (await File.ReadAllBytesAsync(file, Token), await PackagedMedia.ProbeAsync(file));
            Assert.True(boxes.AsSpan().IndexOf("mdcv"u8) > 0 && boxes.AsSpan().IndexOf("clli"u8) > 0, file);
            Assert.Contains("\"color_transfer\": \"smpte2084\"", text, StringComparison.Ordinal);
            Assert.Contains("\"max_content\": 1000", text, StringComparison.Ordinal);
            Assert.Contains("\"max_average\": 400", text, StringComparison.Ordinal);
            Assert.Contains("\"max_luminance\": \"10000000/10000\"", text, StringComparison.Ordinal);
            Assert.Contains("\"green_y\": \"34500/50000\"", text, StringComparison.Ordinal);
        }

        Assert.Contains("VIDEO-RANGE=PQ", await File.ReadAllTextAsync(_folder["out/master.m3u8"], Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_OfProResWithoutColour_SaysThatOfItsFrames()
    {
        var source = await TestMedia.MakeAsync(
            _folder["film.mov"], "-f lavfi -i testsrc2=s=192x108:r=25:d=0.2,setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc -c:v prores_ks", Token);
        await HideAsync(source, "colr", "fiel");

        await PackagedMedia.PackageAsync(source, _folder, "--mov");

        MediaReport.Says(
            "video.color_primaries=bt2020; video.color_transfer=smpte2084; video.color_space=bt2020nc; video.field_order=progressive",
            await MediaReport.OfFfprobeAsync(Directory.GetFiles(_folder["out/mov"]).Single()));
    }

    // Boxes of these types become free space.
    private static async Task HideAsync(string path, params string[] types)
    {
        var file = await File.ReadAllBytesAsync(path, Token);
        foreach (var type in types)
        {
            if (file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(type)) is > 0 and var at)
            {
                "free"u8.CopyTo(file.AsSpan(at));
            }
        }

        await File.WriteAllBytesAsync(path, file, Token);
    }
}

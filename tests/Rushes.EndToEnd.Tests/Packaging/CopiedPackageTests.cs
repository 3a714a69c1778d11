using System.Globalization;
using System.Net;
using Rushes.EndToEnd.Tests.Fleet;
using Rushes.Storage;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>What of a title in S3 passes through us when the server may copy: all that goes over our wire is counted, both ways.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "copies")]
public sealed class CopiedPackageTests(ITestOutputHelper output) : IDisposable
{
    private const int LoopFrames = 10;
    private const int Loops = 40;
    private const int Percent = 100;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>ProRes 422 HQ in UHD with stereo, as FFmpeg lays it down (sound after each frame) and as cameras and editing systems do.</summary>
    [Theory]
    [InlineData("by frames")]
    [InlineData("by half seconds", "-chunk_duration", "500000")]
    public async Task Package_CopyableInS3_PassesLessThanAHundredthThroughUs(string interleaved, params string[] muxing)
    {
        var store = await S3Server.NewStoreAsync();
        var prefix = store[..store.IndexOf('?', StringComparison.Ordinal)];
        var film = await MakeAsync(muxing);
        var size = new FileInfo(film).Length;
        await PutAsync($"{prefix}/in", film);
        File.Delete(film);

        var place = new Uri(S3Server.Endpoint);
        await using var link = new Link(Link.Listen(), new IPEndPoint(IPAddress.Parse(place.Host), place.Port));
        var program = new RushesProgram(_folder["work"]).With("AWS_ENDPOINT_URL", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{link.Port}"));
        var packaged = await program.RunAsync(Token, "package", $"{prefix}/in/film.mov", "--mov", "--layout", "copyable", "--out", $"{prefix}/out");

        Assert.True(packaged.ExitCode == 0, packaged.ToString());
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{interleaved}: {link.Carried:N0} of {size:N0} bytes, {(double)link.Carried * Percent / size:F2} %"));
        Assert.InRange(link.Carried, 1, size / Percent);
        await using var made = await Open($"{prefix}/out").OpenReadAsync($"{prefix}/out/mov/prores-hq-2160p.mov", Token);
        Assert.InRange(made.Length, size - (1 << 20), size + (1 << 20));
    }

    private async Task<string> MakeAsync(string[] muxing)
    {
        var loop = await TestMedia.MakeAsync(
            _folder["loop.mov"],
            $"-f lavfi -i testsrc2=size=3840x2160:rate=25,noise=alls=6:allf=t -f lavfi -i sine=sample_rate=48000 -frames:v {LoopFrames} -shortest -ac 2 -c:v prores_ks -profile:v hq -qscale:v 8 -pix_fmt yuv422p10le -c:a pcm_s24le",
            Token);
        return await TestMedia.MakeAsync(
            _folder["film.mov"],
            ["-stream_loop", (Loops - 1).ToString(CultureInfo.InvariantCulture), "-i", loop, "-c", "copy", .. muxing], Token);
    }

    private static async Task PutAsync(string prefix, string path)
    {
        await using var media = File.OpenRead(path);
        await Open(prefix).PutAsync("film.mov", media, Token);
    }

    private static IObjectStore Open(string prefix) =>
        ((StoreLocation.S3Bucket)StoreLocation.Parse($"{prefix}?endpoint={Uri.EscapeDataString(S3Server.Endpoint)}"))
            .Open([], TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
}

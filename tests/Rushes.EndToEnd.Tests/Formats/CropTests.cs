using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary><c>encode --crop</c>: the pixels that are left are those that FFmpeg's own crop leaves of the source.</summary>
public sealed class CropTests : IDisposable
{
    private const string Rendition = "width: 100, height: 60, crf: 1, preset: ultrafast";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(24, 12)]
    [InlineData(0, 48)]
    [InlineData(92, 0)]
    public async Task Encode_Crop_LeavesTheRectangle(int left, int top)
    {
        var source = await TestMedia.MakeAsync(
            _folder["source.mkv"], "-f lavfi -i testsrc2=s=192x108:r=25:d=2,noise=alls=20:allf=t -pix_fmt yuv420p -c:v libx264 -qp 4 -preset ultrafast", Token);

        var encoded = await EncodedClip.EncodeAsync(source, _folder, "avc", Rendition, "--crop", FormattableString.Invariant($"100:60:{left}:{top}"));

        var actual = await DecodeAsync(encoded, "null");
        Assert.True(Psnr(await CropAsync(source, left, top), actual) > 45, "The pixels are others.");

        // Noise everywhere: a rectangle beside it is far off.
        Assert.True(Psnr(await CropAsync(source, left == 0 ? 2 : left - 2, top), actual) < 35, "Any rectangle would do.");
    }

    private Task<byte[]> CropAsync(string source, int left, int top) => DecodeAsync(source, FormattableString.Invariant($"crop=100:60:{left}:{top}:exact=1"));

    private async Task<byte[]> DecodeAsync(string path, string filter) =>
        await File.ReadAllBytesAsync(await TestMedia.MakeAsync(_folder["pictures.yuv"], $"-i {path} -vf {filter},format=yuv420p -f rawvideo", Token), Token);

    private static double Psnr(byte[] expected, byte[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return 10 * Math.Log10(255 * 255 / expected.Zip(actual).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
    }
}

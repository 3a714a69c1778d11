using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>FFmpeg's own encoders refuse a cap below a bit rate that nobody asked for.</summary>
public sealed class SmallCapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mpeg2")]
    [InlineData("h263")]
    public async Task Encode_QualityUnderACapOfAHundredKilobits_IsWithinIt(string codec)
    {
        var source = await TestMedia.MakeAsync(
            _folder["film.mp4"], "-f lavfi -i testsrc2=s=176x144:r=25:d=3 -vf noise=alls=20:allf=t -c:v libx264 -qp 10", TestContext.Current.CancellationToken);

        // Validation holds the stream against the buffer: that, and three seconds of the rate, is 160 kbit/s.
        var encoded = await EncodedClip.EncodeAsync(source, _folder, codec, "width: 176, height: 144, crf: 2, maxrate: 100k, buffer: 200k");

        Assert.Equal(3, (await EncodedClip.ProbeAsync(encoded, "-skip_frame nokey -show_entries frame=pts_time -of csv=p=0")).Count);
        Assert.InRange(new FileInfo(encoded).Length * 8 / 3, 20_000, 170_000);
    }
}

using Rushes.EndToEnd.Tests.Packaging;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Every codec that <c>rushes package</c> streams, before independent judges.</summary>
public sealed class CodecJudgesTests : IDisposable
{
    private const string Moving = "-f lavfi -i testsrc2=s=320x180:r=25:d=4 ";
    private const string Sound = "-f lavfi -i sine=d=4:r=48000 -ac 2 ";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Codecs { get; } = new()
    {
        { "avc, aac", "-c:v libx264 -bf 3 -g 50 -c:a aac" },
        { "hvc1, ac3", "-c:v libx265 -tag:v hvc1 -x265-params log-level=none:open-gop=0:keyint=50 -c:a ac3" },
        { "hev1, eac3", "-c:v libx265 -tag:v hev1 -x265-params log-level=none:open-gop=0:keyint=50 -c:a eac3" },
        { "av1, opus", "-c:v libsvtav1 -preset 12 -svtav1-params keyint=50 -c:a libopus" },
        { "vp9, flac", "-c:v libvpx-vp9 -deadline realtime -g 50 -c:a flac" },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Package_OfAnyCodec_PassesEveryJudge(string codecs, string options)
    {
        var source = await TestMedia.MakeAsync(_folder["film.mp4"], Moving + Sound + options, Token);
        await PackagedMedia.PackageAsync(source, _folder, "--hls", "--dash", "--segment", "2s");
        var package = new Package(source, _folder["out"], [.. PackagedTrack.ReadAll(_folder["out"])]);

        Assert.True(package.Tracks.Count == 2, codecs);
        Assert.Equal(100, await PackageJudgement.DecodesAsync(package, Token));
        PackageJudgement.RangesCoverFiles(package);
        await PackageJudgement.ParsesAsync(package, 100, Token);
        await PackageJudgement.RepackagesAsync(package, _folder, Token);
    }
}

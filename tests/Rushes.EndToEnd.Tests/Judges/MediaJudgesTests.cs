using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Real media with the standard ladder before the same judges. They take minutes.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "media")]
public sealed class MediaJudgesTests
{
    [Theory]
    [InlineData("a-content/bbb_1080p25_51_30s.ts", 768)]
    [InlineData("a-content/tos_1080p24_hevc10_40s.mp4", 1056)]
    public async Task StandardLadder_OfSharedMedia_PassesEveryJudge(string name, int frames)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var package = await Package.EncodeAsync(TestMedia.Shared(name), folder, ladder: null, token);

        Assert.Equal(5, package.Videos.Count());
        Assert.Equal(frames, await PackageJudgement.DecodesAsync(package, token));
        PackageJudgement.RangesCoverFiles(package);
        await PackageJudgement.ParsesAsync(package, frames, token);
        await PackageJudgement.RepackagesAsync(package, folder, token);
    }
}

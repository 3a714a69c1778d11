using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Packages of made clips before independent judges: FFmpeg, shaka-packager and mp4box.js.</summary>
public sealed class JudgesTests(MadePackages packages)
{
    public static TheoryData<string> Clips { get; } = [MadePackages.Stereo, MadePackages.Languages, MadePackages.Silent];

    /// <summary>Also those whose renditions differ in frames.</summary>
    public static TheoryData<string> AllClips { get; } = [.. Clips.Select(clip => clip.Data), MadePackages.TwoRates];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Clips))]
    public async Task Package_DecodedThroughBothManifests_HasTheSourcesFramesAndSound(string clip) =>
        Assert.NotEqual(0, await PackageJudgement.DecodesAsync(await packages.GetAsync(clip, Token), Token));

    [Theory]
    [MemberData(nameof(AllClips))]
    public async Task Package_ReadByShakaPackager_IsRepackagedSampleForSample(string clip)
    {
        using var folder = new TemporaryFolder();
        await PackageJudgement.RepackagesAsync(await packages.GetAsync(clip, Token), folder, Token);
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public async Task Package_ParsedByMp4Box_HasKnownBoxesAndThePlaylistsSegments(string clip)
    {
        var package = await packages.GetAsync(clip, Token);
        var (source, _) = await DecodedStream.DecodeAsync(package.Source, Token, "0:v");
        await PackageJudgement.ParsesAsync(package, source[0].Frames, Token);
    }

    [Theory]
    [MemberData(nameof(AllClips))]
    public async Task Package_ByteRangesOfManifests_CoverEveryFile(string clip) =>
        PackageJudgement.RangesCoverFiles(await packages.GetAsync(clip, Token));

    [Fact]
    public async Task Package_OfTwoLanguages_OffersBothToEveryRendition()
    {
        var package = await packages.GetAsync(MadePackages.Languages, Token);
        Assert.Equal(3, package.Videos.Count());
        Assert.Equal(["audio/en-aac-5.1.mp4", "audio/fr-aac-2.0.mp4"], package.Audios.Select(track => track.Url).Order());
        var lines = await File.ReadAllLinesAsync(package.MultivariantPlaylist, Token);
        Assert.Equal(3, lines.Count(line => line.StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal)));
        var sounds = lines.Where(line => line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal)).ToList();
        Assert.Single(sounds.Select(line => line.Split("GROUP-ID=")[1].Split(',')[0]).Distinct());
        Assert.Single(sounds, line => line.Contains("DEFAULT=YES", StringComparison.Ordinal));
    }
}

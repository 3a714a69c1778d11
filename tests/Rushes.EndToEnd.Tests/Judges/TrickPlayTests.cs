using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>The key frames of a package as a track of their own (DASH-IF IOP §3.2.9), clear and encrypted, before FFmpeg, shaka-packager and mp4box.js.</summary>
public sealed class TrickPlayTests : IDisposable
{
    private const string Id = "5c6f1b3e0a5f4b529d3b0f7d2f6f1c11";
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms { get; } = ["clear", "cbcs", "cenc"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task TrickPlay_Decoded_IsTheKeyFramesOfThePicture(string form)
    {
        var track = await PackageAsync(form);
        string[] options = form == "clear" ? [] : ["-decryption_key", Key];

        var expected = await KeyFramesAsync();
        var actual = await FrameHashes.ReadAsync(Path.Combine(_folder["out"], track.Url), "0:v:0", Token, options);

        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Select(frame => frame.Hash), actual.Select(frame => frame.Hash));
        foreach (var (source, packaged) in expected.Zip(actual))
        {
            Assert.Equal((double)source.Ticks / source.Timescale, ((double)packaged.Ticks / packaged.Timescale) - ((double)track.PresentationTimeOffset / track.Timescale), 0.001);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task TrickPlay_ParsedByMp4Box_IsKeyFramesAloneInTheSegmentsOfThePicture(string form)
    {
        var track = await PackageAsync(form);
        var picture = DashRepresentation.ReadAll(_folder["out/manifest.mpd"]).First(one => one.Url == track.Url.Replace(".trick", "", StringComparison.Ordinal));

        var parsed = await ParsedTrack.ParseAsync(Path.Combine(_folder["out"], track.Url), Token);
        var whole = await ParsedTrack.ParseAsync(Path.Combine(_folder["out"], picture.Url), Token);

        Assert.Empty(parsed.Unknown);
        Assert.Empty(parsed.Complaints);
        Assert.Equal(whole.Samples.Where(sample => sample.Sync).Select(sample => (sample.Presentation, sample.Size)), parsed.Samples.Select(sample => (sample.Presentation, sample.Size)));
        Assert.All(parsed.Samples, sample => Assert.True(sample.Sync));
        Assert.Equal(whole.References.Select(reference => reference.Duration), parsed.References.Select(reference => reference.Duration));
        Assert.All(parsed.References, reference => Assert.Equal(1, reference.StartsWithSap));
    }

    [Fact]
    public async Task TrickPlay_ReadByShakaPackager_IsRepackagedSampleForSample()
    {
        var track = await PackageAsync("clear");
        var packaged = new PackagedTrack(Path.Combine(_folder["out"], track.Url), track.Url, null!, track);

        await PackageJudgement.RepackagesAsync(new Package("", _folder["out"], [packaged]), _folder, Token);
    }

    [Fact]
    public async Task TrickPlay_InSegmentFiles_DecodesThroughTheManifest()
    {
        await RunAsync("--segments", "files");

        var segments = Directory.GetFiles(_folder["out/video/avc/180p.trick"], "seg-*.m4s");
        Assert.Equal(Directory.GetFiles(_folder["out/video/avc/180p"], "seg-*.m4s").Length, segments.Length);
        var joined = _folder["joined.mp4"];
        await File.WriteAllBytesAsync(joined, [.. ((string[])[_folder["out/video/avc/180p.trick/init.mp4"], .. segments.Order(StringComparer.Ordinal)]).SelectMany(File.ReadAllBytes)], Token);
        Assert.Equal((await KeyFramesAsync()).Select(frame => frame.Hash), (await FrameHashes.ReadAsync(joined, "0:v:0", Token)).Select(frame => frame.Hash));
    }

    private async Task<DashRepresentation> PackageAsync(string form)
    {
        var keys = _folder.Write("keys.yaml", $"version: 1\nscheme: {form}\nkeys:\n  - {{label: ALL, kid: {Id}, key: {Key}}}\n");
        await RunAsync(form == "clear" ? [] : ["--encrypt", keys]);
        return Assert.Single(DashRepresentation.ReadTrickMode(_folder["out/manifest.mpd"]));
    }

    private async Task RunAsync(params string[] options)
    {
        string[] inputs = [await RenditionAsync(90), await RenditionAsync(180)];
        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, ["package", .. inputs, "--out", _folder["out"], "--dash", "--segment", "3s", .. options]);
        Assert.True(end.ExitCode == 0, end.ToString());
        var verified = await new RushesProgram(_folder["work"]).RunAsync(Token, "verify", _folder["out"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    // The highest, where none has 360 lines.
    private async Task<IReadOnlyList<HashedFrame>> KeyFramesAsync() => await FrameHashes.ReadAsync(_folder["180.mp4"], "0:v:0", Token, "-skip_frame", "nokey");

    private Task<string> RenditionAsync(int height) => TestMedia.MakeAsync(
        _folder[$"{height}.mp4"],
        $"-f lavfi -i testsrc2=size={height * 16 / 9}x{height}:rate=30000/1001:duration=10.2 -c:v libx264 -bf 3 -x264-params keyint=45:min-keyint=45:scenecut=0:open-gop=0",
        Token);
}

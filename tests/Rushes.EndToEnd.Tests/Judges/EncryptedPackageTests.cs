using System.Runtime.InteropServices;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>What <c>rushes package --encrypt</c> makes, decrypted by programs of others.</summary>
public sealed class EncryptedPackageTests
{
    private const string AudioId = "6c6f1b3e0a5f4b529d3b0f7d2f6f1c11";
    private const string AudioKey = "00112233445566778899aabbccddeeff";
    private const string VideoId = "5c6f1b3e0a5f4b529d3b0f7d2f6f1c11";
    private const string VideoKey = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cbcs", "0s")]
    [InlineData("cbcs", "2s")]
    [InlineData("cenc", "2s")]
    public async Task Package_Encrypted_IsDecryptedToTheClearFrames(string scheme, string clearLead)
    {
        using var folder = new TemporaryFolder();
        var source = await MakeAsync(folder);
        await PackageAsync(folder, source, "clear");
        await PackageAsync(folder, source, "hidden", "--encrypt", folder.Write("keys.yaml", Keys(scheme, clearLead)));

        var tracks = PackagedTrack.ReadAll(folder["hidden"]).ToList();
        Assert.Equal(2, tracks.Count);
        foreach (var (number, track) in tracks.Index())
        {
            var clear = await FramesAsync(Path.Combine(folder["clear"], track.Url));
            Assert.InRange(clear.Count, 150, 400);
            Assert.Equal(clear, await FramesAsync(track.Path, "-decryption_key", track.IsVideo ? VideoKey : AudioKey));

            await DecryptAsync(track, folder[$"again-{number}.mp4"]);
            Assert.Equal(Digests(clear), Digests(await FramesAsync(folder[$"again-{number}.mp4"])));

            var parsed = await ParsedTrack.ParseAsync(track.Path, Token);
            Assert.Empty(parsed.Unknown);
            Assert.Empty(parsed.Complaints);
            Assert.Equal(track.Playlist.Segments.Select(segment => segment.Range.End - segment.Range.Start), parsed.References.Select(reference => reference.Size));
        }

        var verified = await new RushesProgram(folder["work"]).RunAsync(Token, "verify", folder["hidden"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [Fact]
    public async Task Package_EncryptedAgainByKeysOfACommand_HasTheSameProof()
    {
        using var folder = new TemporaryFolder();
        var source = await MakeAsync(folder);
        var keys = folder.Write("keys.yaml", Keys("cenc", "2s"));
        await PackageAsync(folder, source, "first", "--encrypt", keys);
        await PackageAsync(folder, source, "second", "--encrypt", folder.Write("command.yaml", $"version: 1\ncommand: [cat, {keys}]\n"));

        Assert.Equal(await ProofAsync(folder, "first"), await ProofAsync(folder, "second"));
    }

    [Fact]
    public async Task Verify_OfAnEncryptedFrameWithOtherBytes_SaysNo()
    {
        using var folder = new TemporaryFolder();
        await PackageAsync(folder, await MakeAsync(folder), "hidden", "--encrypt", folder.Write("keys.yaml", Keys("cbcs", "0s")));
        var path = PackagedTrack.ReadAll(folder["hidden"]).First(track => track.IsVideo).Path;
        var media = await File.ReadAllBytesAsync(path, Token);
        media[^1] ^= 1;
        await File.WriteAllBytesAsync(path, media, Token);

        var end = await new RushesProgram(folder["work"]).RunAsync(Token, "verify", folder["hidden"]);
        Assert.Equal(5, end.ExitCode);
        Assert.Contains("verify.frame", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mp4", "package.encrypt_files", "ALL", VideoKey)]
    [InlineData("--dash", "package.no_key", "UHD", VideoKey)]
    [InlineData("--dash", "keys.value", "ALL", "0123")]
    public async Task Package_ThatCannotBeEncrypted_IsRefusedAndNotMade(string form, string code, string label, string key)
    {
        using var folder = new TemporaryFolder();
        var keys = folder.Write("keys.yaml", $"version: 1\nkeys:\n  - {{label: {label}, kid: {VideoId}, key: {key}}}\n");
        var end = await new RushesProgram(folder["work"]).RunAsync(
            Token, "package", await MakeAsync(folder), "--out", folder["out"], "--hls", form, "--encrypt", keys);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(code, end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(key, end.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task Index_OfAnEncryptedTrack_IsNotPackagedAsIfItWereClear()
    {
        using var folder = new TemporaryFolder();
        await PackageAsync(folder, await MakeAsync(folder), "hidden", "--encrypt", folder.Write("keys.yaml", Keys("cbcs", "0s")));
        var index = folder["hidden/index/video-avc-270p.rfi"];

        var end = await new RushesProgram(folder["work"]).RunAsync(Token, "package", index, "--out", folder["out"]);
        Assert.Equal(3, end.ExitCode);
        Assert.Contains("encrypted", end.Errors, StringComparison.Ordinal);
    }

    private static string Keys(string scheme, string clearLead) => $"""
        version: 1
        scheme: {scheme}
        clearLead: {clearLead}
        keys:
          - {"{"}label: AUDIO, kid: {AudioId}, key: {AudioKey}{"}"}
          - {"{"}label: ALL, kid: {VideoId}, key: {VideoKey}{"}"}
        clearkey: true
        """;

    private static Task<string> MakeAsync(TemporaryFolder folder) => TestMedia.MakeAsync(
        folder["source.mp4"],
        "-f lavfi -i testsrc2=size=480x270:rate=25:duration=6.2 -f lavfi -i sine=440:duration=6.2:sample_rate=48000 -pix_fmt yuv420p -c:v libx264 -bf 3 -g 50 -c:a aac",
        Token);

    private static async Task PackageAsync(TemporaryFolder folder, string source, string output, params string[] more)
    {
        var end = await new RushesProgram(folder["work"]).RunAsync(
            Token, ["package", source, "--out", folder[output], "--hls", "--dash", "--segment", "2s", .. more]);
        Assert.True(end.ExitCode == 0, end.ToString());
    }

    private static async Task DecryptAsync(PackagedTrack track, string output)
    {
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var packager = JudgeTools.Module("shaka-packager", "bin", $"packager-linux-{architecture}");
        await JudgeTools.RunAsync(
            packager,
            [
                $"in={track.Path},stream=0,output={output}", "--enable_raw_key_decryption",
                "--keys", $"label=A:key_id={AudioId}:key={AudioKey},label=V:key_id={VideoId}:key={VideoKey}",
            ],
            Token);
    }

    private static Task<string> ProofAsync(TemporaryFolder folder, string package) => File.ReadAllTextAsync(Path.Combine(folder[package], "proof.json"), Token);

    // Times of other files may have another timescale.
    private static IEnumerable<string> Digests(IEnumerable<string> frames) => frames.Select(line => line[(line.LastIndexOf(',') + 1)..]);

    private static async Task<IReadOnlyList<string>> FramesAsync(string path, params string[] options)
    {
        var lines = new List<string>();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation((await TestMedia.FfmpegAsync()).Path, ["-nostdin", "-v", "error", .. options, "-i", path, "-f", "framemd5", "-"]) { OnOutputLine = lines.Add },
            Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return [.. lines.Where(line => !line.StartsWith('#'))];
    }
}

using System.Buffers.Binary;
using System.Text;
using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Refusals;

/// <summary>Inputs that Rushes does not take: each with its code, its place and a remedy, exit code 3, and nothing left behind.</summary>
public sealed class InputRefusalTests
{
    private const string Clip = "-f lavfi -i testsrc2=size=64x36:rate=12:duration=2 -f lavfi -i sine=duration=2 -c:v libx264 -c:a aac";

    private const string Key =
        "-encryption_scheme cenc-aes-ctr -encryption_key 76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8";

    [Theory]
    [InlineData("no such file", "input.not_found")]
    [InlineData("a folder", "input.not_a_file")]
    [InlineData("an empty file", "input.empty")]
    [InlineData("a pipe", "input.empty")]
    [InlineData("a text file", "input.not_media")]
    [InlineData("a text file called .mp4", "input.not_media")]
    [InlineData("sound alone", "input.no_video")]
    [InlineData("an MP4 without tracks", "input.no_video")]
    [InlineData("an MP4 without moov", "input.truncated")]
    [InlineData("an MP4 with samples beyond its end", "input.truncated")]
    [InlineData("a film of no length", "input.zero_length")]
    [InlineData("a picture of one pixel", "input.too_small")]
    [InlineData("a picture of 14x14", "input.too_small")]
    [InlineData("an unknown codec", "input.unknown_codec")]
    [InlineData("encrypted pictures", "input.encrypted")]
    [InlineData("encrypted fragments", "input.encrypted")]
    [InlineData("an HLS playlist", "input.not_media")]
    [InlineData("an HLS playlist called .mp4", "input.not_media")]
    [InlineData("a DASH manifest", "input.not_media")]
    [InlineData("a concat script", "input.not_media")]
    [InlineData("concat:", "input.not_found")]
    [InlineData("subfile,,start,0,end,0,,:", "input.not_found")]
    [InlineData("file:", "input.not_found")]
    [InlineData("frame%02d.exr", "input.not_found")]
    public async Task Encode_BadInput_IsRefusedAndLeavesNothing(string kind, string code)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var source = await MakeAsync(kind, folder, token);
        var program = new RushesProgram(folder["work"]);

        var end = await program.RunAsync(token, "encode", source, "--out", folder["out"], "--json");

        Assert.True(end.ExitCode == 3, end.ToString());
        var report = EndReport.Of(end);
        Assert.Equal((1, "refused"), (report.Version, report.Status));
        var failure = Assert.Single(report.Failures);
        Assert.Equal((code, "input", source), (failure.Code, failure.Category, failure.Place.Path));
        Assert.NotEmpty(failure.Message);
        Assert.NotEmpty(failure.Remedy);
        Assert.Contains($"[{code}]", end.Errors, StringComparison.Ordinal);
        Assert.Contains(failure.Remedy, end.Errors, StringComparison.Ordinal);
        Assert.False(Path.Exists(folder["out"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path, "*.partial"));
        var jobs = folder["work/rushes/jobs"];
        Assert.Empty(Directory.Exists(jobs) ? Directory.EnumerateFileSystemEntries(jobs) : []);
    }

    private static async Task<string> MakeAsync(string kind, TemporaryFolder folder, CancellationToken token) => kind switch
    {
        "no such file" => folder["nothing.mp4"],
        "a folder" => folder.Path,
        "an empty file" => folder.Write("empty.mp4", ""),
        "a pipe" => await MakePipeAsync(folder["pipe.mp4"], token),
        "a text file" => folder.Write("text.txt", "no film, only words"),
        "a text file called .mp4" => folder.Write("text.mp4", "no film, only words"),
        "encrypted pictures" => await TestMedia.MakeAsync(folder["film.mp4"], $"{Clip} {Key}", token),
        "encrypted fragments" => await TestMedia.MakeAsync(folder["film.mp4"], $"{Clip} {Key} -movflags +frag_keyframe+empty_moov", token),
        "sound alone" => await TestMedia.MakeAsync(folder["sound.mp4"], "-f lavfi -i sine=duration=2 -c:a aac", token),
        "an MP4 without tracks" => await TestMedia.MakeAsync(folder["empty.mp4"], $"{Clip} -t 0", token),
        "an MP4 without moov" => await WithoutMoovAsync(folder, token),
        "an MP4 with samples beyond its end" => await CutAsync(await TestMedia.MakeAsync(folder["whole.mp4"], $"{Clip} -movflags +faststart", token), folder["cut.mp4"], token),
        "a film of no length" => await HeaderOnlyAsync(folder, token),
        "a picture of one pixel" => await PictureAsync(folder, 1, token),
        "a picture of 14x14" => await PictureAsync(folder, 14, token),
        "an unknown codec" => await UnknownCodecAsync(folder, token),
        "an HLS playlist" => await PlaylistAsync(folder, "list.m3u8", token),
        "an HLS playlist called .mp4" => await PlaylistAsync(folder, "list.mp4", token),
        "a DASH manifest" => folder.Write("manifest.mpd", DashOf(await TestMedia.MakeAsync(folder["part.mp4"], Clip, token))),
        "a concat script" => folder.Write("script.ffconcat", $"ffconcat version 1.0\nfile '{await TestMedia.MakeAsync(folder["part.mp4"], Clip, token)}'\n"),
        "frame%02d.exr" => await SequenceAsync(folder, token),
        _ => await TrickAsync(kind, folder, token),
    };

    // Not a protocol to us but a path, which nothing lies at; were it FFmpeg's protocol, the film would be found.
    private static async Task<string> TrickAsync(string protocol, TemporaryFolder folder, CancellationToken token) =>
        Path.GetFullPath(protocol + await TestMedia.MakeAsync(folder["part.mp4"], Clip, token));

    private static async Task<string> MakePipeAsync(string path, CancellationToken token)
    {
        var result = await TestMedia.Runner.RunAsync(new ToolInvocation("/usr/bin/env", ["mkfifo", path]), token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return path;
    }

    private static async Task<string> WithoutMoovAsync(TemporaryFolder folder, CancellationToken token)
    {
        var bytes = await File.ReadAllBytesAsync(await TestMedia.MakeAsync(folder["whole.mp4"], Clip, token), token);
        return folder.Write("no-moov.mp4", bytes[..(bytes.AsSpan().LastIndexOf("moov"u8) - 4)]);
    }

    private static async Task<string> CutAsync(string whole, string path, CancellationToken token)
    {
        var bytes = await File.ReadAllBytesAsync(whole, token);
        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length - 3000)], token);
        return path;
    }

    // A fragmented file that ends after its header: a picture track, and not one frame in it.
    private static async Task<string> HeaderOnlyAsync(TemporaryFolder folder, CancellationToken token)
    {
        var bytes = await File.ReadAllBytesAsync(
            await TestMedia.MakeAsync(folder["whole.mp4"], $"{Clip} -an -movflags +frag_keyframe+empty_moov", token), token);
        var moov = bytes.AsSpan().IndexOf("moov"u8) - 4;
        return folder.Write("header.mp4", bytes[..(moov + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(moov)))]);
    }

    private static async Task<string> PictureAsync(TemporaryFolder folder, int side, CancellationToken token) =>
        await TestMedia.MakeAsync(
            folder["small.mkv"],
            $"-f lavfi -i color=size=32x32:rate=12:duration=1 -vf format=yuv444p,crop={side}:{side} -c:v ffv1", token);

    private static async Task<string> UnknownCodecAsync(TemporaryFolder folder, CancellationToken token)
    {
        var bytes = await File.ReadAllBytesAsync(await TestMedia.MakeAsync(folder["known.mp4"], Clip, token), token);
        "zzz1"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().LastIndexOf("avc1"u8)));
        return folder.Write("unknown.mp4", bytes);
    }

    private static async Task<string> PlaylistAsync(TemporaryFolder folder, string name, CancellationToken token)
    {
        var part = await TestMedia.MakeAsync(folder["part.ts"], Clip, token);
        return folder.Write(name, $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{part}\n#EXT-X-ENDLIST\n");
    }

    private static string DashOf(string part) => new StringBuilder()
        .Append("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" mediaPresentationDuration=\"PT2S\">")
        .Append("<Period><AdaptationSet><Representation id=\"1\" mimeType=\"video/mp4\" bandwidth=\"1\">")
        .Append("<BaseURL>").Append(part).Append("</BaseURL></Representation></AdaptationSet></Period></MPD>")
        .ToString();

    private static async Task<string> SequenceAsync(TemporaryFolder folder, CancellationToken token) =>
        await TestMedia.MakeAsync(folder["frame%02d.exr"], "-f lavfi -i testsrc2=size=64x36:rate=12:duration=1", token);
}

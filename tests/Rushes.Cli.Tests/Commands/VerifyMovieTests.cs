using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Rushes.Cli.Tests.Commands;

/// <summary>MP4 and QuickTime files of a package that other movies stand in for.</summary>
public sealed class VerifyMovieTests(PackagedForms forms) : IClassFixture<PackagedForms>, IDisposable
{
    private const string Movie = "mp4/avc-64p.mp4";

    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Movie_WithoutTracks_IsNotOneWhoseFramesStreamsShare()
    {
        await forms.CopyToAsync(PackagedForms.Streams, _folder);
        WriteMovieWithoutTracks();

        Assert.Contains(("verify.tables", Movie), await VerifyAsync(5));
    }

    [Fact]
    public async Task Movie_WithoutTracks_IsNotOneThatWasCopied()
    {
        await forms.CopyToAsync(PackagedForms.Files, _folder);
        await ForgetFramesAsync();
        Assert.Empty(await VerifyAsync(0));
        WriteMovieWithoutTracks();

        Assert.Equal([("verify.tables", Movie)], await VerifyAsync(5));
    }

    [Fact]
    public async Task Box_OfAMovieThatWasCopied_IsChecked()
    {
        await forms.CopyToAsync(PackagedForms.Files, _folder);
        await ForgetFramesAsync();
        var bytes = await File.ReadAllBytesAsync(_folder[$"out/{Movie}"], Token);
        bytes[15] ^= 1; // minor_version of ftyp
        await File.WriteAllBytesAsync(_folder[$"out/{Movie}"], bytes, Token);

        Assert.Equal([("verify.boxes", Movie)], await VerifyAsync(5));
    }

    private async Task<IEnumerable<(string Code, string Path)>> VerifyAsync(int exitCode) =>
        (await NamedProblem.VerifyAsync(_folder, exitCode)).Select(problem => (problem.Code, problem.Path));

    /// <summary>The package as it is when a store copied the frames and nobody read them.</summary>
    private async Task ForgetFramesAsync()
    {
        Directory.Delete(_folder["out/index"], recursive: true);
        var proof = JsonNode.Parse(await File.ReadAllTextAsync(_folder["out/proof.json"], Token))!;
        (proof["renditions"], proof["audio"]) = (new JsonArray(), new JsonArray());
        (proof["sync"]!["tracks"], proof["sync"]!["spread"]) = (new JsonArray(), "0/1");
        foreach (var movie in proof["movies"]!.AsArray())
        {
            movie!["tracks"] = new JsonArray();
        }

        await File.WriteAllTextAsync(_folder["out/proof.json"], proof.ToJsonString(), Token);
    }

    /// <summary>As long as the movie that it takes the place of: <c>ftyp</c>, a <c>moov</c> with nothing but its header (ISO/IEC 14496-12 §8.2), and <c>free</c>.</summary>
    private void WriteMovieWithoutTracks()
    {
        var header = new byte[100];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), 1000); // timescale
        byte[] movie = [.. Box("ftyp"u8, [.. "isom"u8, 0, 0, 0, 0]), .. Box("moov"u8, Box("mvhd"u8, header))];
        var rest = new FileInfo(_folder[$"out/{Movie}"]).Length - movie.Length - 8;
        File.WriteAllBytes(_folder[$"out/{Movie}"], [.. movie, .. Box("free"u8, new byte[rest])]);
    }

    private static byte[] Box(ReadOnlySpan<byte> type, byte[] content)
    {
        var size = new byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(size, size.Length + type.Length + content.Length);
        return [.. size, .. type, .. content];
    }
}

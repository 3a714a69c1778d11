using System.Security.Cryptography;
using System.Text.Json;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff.Reading;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Commands;

public sealed class IndexCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Show_OfAMovie_SaysWhatItsTracksAre()
    {
        await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);

        var people = await RunAsync("show", "film.mp4");
        var programs = await RunAsync("show", "film.mp4", "--json", "--frames");

        Assert.True(people.ExitCode == 0, people.Error);
        string[] expected = ["avc (avc1.", "aac (mp4a.40.2)", "64x36", "24/1", "4, every 24 frames", "44100 Hz, 1 channel"];
        Assert.All(expected, part => Assert.Contains(part, people.Output, StringComparison.Ordinal));
        var (answer, frames) = Values(programs.Output);
        var picture = answer.GetProperty("tracks")[0];
        Assert.Equal(("video", 96, 24), (picture.GetProperty("kind").GetString(), picture.GetProperty("frames").GetInt32(), picture.GetProperty("longestGroup").GetInt32()));
        var pictures = frames.Where(frame => frame.GetProperty("track").GetInt32() == 0).ToArray();
        Assert.Equal(await PacketsAsync("film.mp4"), pictures.Select(frame => (frame.GetProperty("offset").GetInt64(), frame.GetProperty("size").GetInt64(), frame.GetProperty("key").GetBoolean())));
        Assert.Equal(picture.GetProperty("bytes").GetInt64(), pictures.Sum(frame => frame.GetProperty("size").GetInt64()));
    }

    [Fact]
    public async Task Show_OfATransportStream_RewrapsItAndLeavesNothingBehind()
    {
        await TestMedia.MakeAsync(_folder["film.ts"], Film, Token);

        var run = await RunAsync("show", "film.ts", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(96, Values(run.Output).Answer.GetProperty("tracks")[0].GetProperty("frames").GetInt32());
        Assert.Equal(["known-tools"], Directory.EnumerateFileSystemEntries(_folder["cache"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Verify_OfAnIndex_IsYesUntilAFrameChanges()
    {
        await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        var index = await StoreAsync("film.mp4");
        Assert.Equal(0, (await RunAsync("verify", "film.rfi")).ExitCode);

        var bytes = await File.ReadAllBytesAsync(_folder["film.mp4"], Token);
        bytes[index.Offset(37) + 4] ^= 1;
        await File.WriteAllBytesAsync(_folder["film.mp4"], bytes, Token);
        var no = await RunAsync("verify", "film.rfi", "--json");

        Assert.Equal(5, no.ExitCode);
        var answer = Values(no.Output).Answer;
        Assert.False(answer.GetProperty("right").GetBoolean());
        var problem = Assert.Single(answer.GetProperty("problems").EnumerateArray());
        Assert.Equal(
            ("verify.frame", "film.mp4", index.PresentationOrder(37), index.Offset(37)),
            (problem.GetProperty("code").GetString(), problem.GetProperty("path").GetString(), problem.GetProperty("frame").GetInt32(), problem.GetProperty("offset").GetInt64()));
    }

    [Fact]
    public async Task Verify_OfAnIndexIntoAStore_IsRefused()
    {
        await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        var index = (await StoreAsync("film.mp4")).WithUris(_ => "s3://bucket/film.mp4");
        await using (var file = File.Create(_folder["film.rfi"]))
        {
            index.WriteTo(file);
        }

        var run = await RunAsync("verify", "film.rfi", "--json");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("index.not_local", Values(run.Output).Answer.GetProperty("failures")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("verify", "text.rfi", "index.malformed")]
    [InlineData("verify", "absent.rfi", "input.not_found")]
    [InlineData("show", "absent.mp4", "input.not_found")]
    [InlineData("show", "torn.mp4", "input.unreadable")]
    public async Task File_ThatIsNone_IsRefused(string command, string file, string code)
    {
        _folder.WriteFile("text.rfi");
        _folder.WriteFile("torn.mp4", "\0\0\0\u0010ftypisom\0\0\0\0\0\0\0\u0010moov");

        var run = await RunAsync(command, file, "--json");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(code, Values(run.Output).Answer.GetProperty("failures")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData]
    [InlineData("show")]
    [InlineData("show", "--bogus")]
    [InlineData("show", "a", "b")]
    [InlineData("verify", "--frames")]
    public async Task Index_Misspelt_IsUsage(params string[] arguments) => Assert.Equal(2, (await RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task Show_OfFramesForPeople_IsUsage()
    {
        _folder.WriteFile("film.mp4");
        Assert.Equal(2, (await RunAsync("show", "film.mp4", "--frames")).ExitCode);
    }

    private const string Film =
        "-f lavfi -i testsrc2=size=64x36:rate=24:duration=4 -f lavfi -i sine=duration=4 -c:v libx264 -bf 2 -sc_threshold 0 -g 24 -c:a aac";

    private async Task<ProgramRun> RunAsync(params string[] arguments)
    {
        var variables = new Dictionary<string, string?>
        {
            ["RUSHES_FFMPEG"] = (await TestMedia.FfmpegAsync()).Path,
            ["RUSHES_FFPROBE"] = (await TestMedia.FfprobeAsync()).Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        };
        return await ProgramRun.StartAsync(_folder, variables, Token, ["index", .. arguments]);
    }

    /// <summary>The index of the picture, with its sidecar.</summary>
    private async Task<FrameIndex> StoreAsync(string name)
    {
        await using var media = File.OpenRead(_folder[name]);
        var movie = await MovieFile.ReadAsync(media, Token);
        var index = MovieTrackIndex.Build(movie.Tracks[0], name, media.Length).Index!;
        await using var stored = File.Create(_folder[Path.ChangeExtension(name, ".rfi")]);
        index.WriteTo(stored);
        await using var sidecar = File.Create(_folder[Path.ChangeExtension(name, ".rfd")]);
        var bytes = await File.ReadAllBytesAsync(_folder[name], Token);
        for (var i = 0; i < index.Count; i++)
        {
            sidecar.Write(SHA256.HashData(bytes.AsSpan((int)index.Offset(i), index.Size(i))).AsSpan(0, FrameDigests.BytesPerFrame));
        }

        return index;
    }

    /// <summary>The first value of the output, and those on the lines behind it.</summary>
    private static (JsonElement Answer, IReadOnlyList<JsonElement> Frames) Values(string output)
    {
        var end = output.IndexOf("\n}", StringComparison.Ordinal) + 2;
        return (JsonElement.Parse(output[..end]), [.. output[end..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))]);
    }

    /// <summary>Place, size and key flag of each picture, as ffprobe sees them.</summary>
    private async Task<IEnumerable<(long Offset, long Size, bool IsKey)>> PacketsAsync(string name)
    {
        using var probe = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            (await TestMedia.FfprobeAsync()).Path, ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pos,size,flags", "-of", "json", _folder[name]])
        { RedirectStandardOutput = true })!;
        var output = await probe.StandardOutput.ReadToEndAsync(Token);
        return JsonElement.Parse(output).GetProperty("packets").EnumerateArray().Select(packet => (
            long.Parse(packet.GetProperty("pos").GetString()!, null), long.Parse(packet.GetProperty("size").GetString()!, null),
            packet.GetProperty("flags").GetString()!.StartsWith('K')));
    }
}

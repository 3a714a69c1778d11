using System.Security.Cryptography;
using Rushes.Cli.Hosting;
using Rushes.Cli.Report;
using Rushes.Cli.Tests.Commands;
using Rushes.Testing;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Tests.Remote;

/// <summary>The law of determinism: a title is the same bytes from this machine and from a server.</summary>
public sealed class SameBytesTests : IDisposable
{
    private const string Ladder = """
        version: 1
        codec: avc
        segment: 2s
        renditions:
          - {name: tiny, height: 36, crf: 28, maxrate: 200k, buffer: 400k, preset: ultrafast}
          - {name: small, height: 72, crf: 28, maxrate: 400k, buffer: 800k, preset: ultrafast}

        """;

    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Title_HereAndAtAServer_IsTheSameBytes()
    {
        await TestMedia.MakeAsync(
            _folder["film.mp4"], "-f lavfi -i testsrc2=size=128x72:rate=12:duration=9 -f lavfi -i sine=duration=9 -c:v libx264 -g 24 -c:a aac", Token);
        _folder.WriteFile("ladder.yaml", Ladder);
        var tools = new LocatedTools(await TestMedia.FfmpegAsync(), await TestMedia.FfprobeAsync(), []);
        var variables = new Dictionary<string, string?> { ["RUSHES_FFMPEG"] = tools.Ffmpeg!.Path, ["RUSHES_FFPROBE"] = tools.Ffprobe!.Path, ["PATH"] = Environment.GetEnvironmentVariable("PATH") };
        await using var server = new TitleServer(_folder);
        await server.StartAsync(ServiceCatalog.Create(tools));

        var here = await EncodeAsync(variables, "here");
        var there = await EncodeAsync([], "there", "--server", server.Url);

        Assert.True((here.ExitCode, there.ExitCode) == (0, 0), here.Error + there.Error);
        var files = Digests("here");
        Assert.Contains("video/avc/tiny.mp4", files.Keys);
        Assert.Contains("proof.json", files.Keys);
        Assert.Contains("index/audio-aac-und-aac-1.0.rfd", files.Keys);
        Assert.Equal(files, Digests("there"));
        Assert.Equal(Report("here"), Report("there"));
    }

    private Task<ProgramRun> EncodeAsync(Dictionary<string, string?> variables, string output, params string[] more) => ProgramRun.StartAsync(
        _folder, variables, Token, ["encode", "film.mp4", "--out", output, "--ladder", "ladder.yaml", "--chunk", "4s", .. more]);

    private SortedDictionary<string, string> Digests(string output) => new(
        Directory.EnumerateFiles(_folder[output], "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "report.json")
            .ToDictionary(path => Path.GetRelativePath(_folder[output], path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);

    private string Report(string output) => ReportJson.Write(
        ReportJson.TryRead(File.ReadAllText(_folder[$"{output}/report.json"]))! with { Job = null, Time = ReportTime.None });
}

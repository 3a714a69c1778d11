using Rushes.Media.Indexing;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Commands;

/// <summary>Nine seconds of picture and sound, encoded once for all tests of a class.</summary>
public sealed class EncodedFilm : IDisposable
{
    public const int Frames = 108;
    public const string Picture = "video/avc/tiny.mp4";
    public const string PictureSidecar = "index/video-avc-tiny.rfd";

    private const string Ladder = """
        version: 1
        codec: avc
        segment: 2s
        renditions:
          - {name: tiny, height: 36, crf: 28, maxrate: 200k, buffer: 400k, preset: fast}

        """;

    private readonly TestFolder _folder = new();
    private Task? _encoded;

    /// <summary>Of the mezzanine, bytes.</summary>
    public long SourceSize => new FileInfo(_folder["film.mp4"]).Length;

    public void Dispose() => _folder.Dispose();

    /// <summary>Copies the package, or skips the test.</summary>
    internal async Task CopyToAsync(string folder)
    {
        await (_encoded ??= EncodeAsync());
        foreach (var file in Directory.EnumerateFiles(_folder["out"], "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(_folder["out"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Of the picture.</summary>
    internal static FrameIndex Index(string package)
    {
        using var stored = File.OpenRead(Path.Combine(package, "index/video-avc-tiny.rfi"));
        return FrameIndex.ReadFrom(stored);
    }

    private async Task EncodeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await TestMedia.MakeAsync(
            _folder["film.mp4"], "-f lavfi -i testsrc2=size=64x36:rate=12:duration=9 -f lavfi -i sine=duration=9 -c:v libx264 -g 24 -c:a aac", token);
        _folder.WriteFile("ladder.yaml", Ladder);
        var variables = new Dictionary<string, string?>
        {
            ["RUSHES_FFMPEG"] = (await TestMedia.FfmpegAsync()).Path,
            ["RUSHES_FFPROBE"] = (await TestMedia.FfprobeAsync()).Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        };
        var run = await ProgramRun.StartAsync(_folder, variables, token, "encode", "film.mp4", "--out", "out", "--ladder", "ladder.yaml", "--chunk", "4s");
        Assert.True(run.ExitCode == 0, run.Error);
    }
}

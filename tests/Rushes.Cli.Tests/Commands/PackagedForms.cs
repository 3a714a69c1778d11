using System.Collections.Concurrent;
using System.Text.Json;
using Rushes.Testing;

namespace Rushes.Cli.Tests.Commands;

/// <summary>Five seconds of picture and sound, packaged in every form; each made once for all tests of a class.</summary>
public sealed class PackagedForms : IDisposable
{
    public const string Streams = "streams";
    public const string Segments = "segments";
    public const string Files = "files";
    public const string Mezzanine = "mezzanine";
    public const string Copyable = "copyable";
    public const string Encrypted = "encrypted";
    public const string EncryptedSegments = "encrypted segments";
    public const string IndexedStreams = "streams of indexes";
    public const string IndexedFiles = "files of indexes";

    private const string Picture = "-f lavfi -i testsrc2=size=96x64:rate=25:duration=5 -f lavfi -i sine=duration=5:sample_rate=48000";

    private static readonly Dictionary<string, string[]> Arguments = new()
    {
        [Streams] = ["film.mp4", "--hls", "--dash", "--mp4", "--mov"],
        [Segments] = ["film.mp4", "--hls", "--dash", "--segments", "files"],
        [Files] = ["film.mp4", "--mp4", "--mov"],
        [Mezzanine] = ["film.mov"],
        [Copyable] = ["film.mov", "--layout", "copyable", "--mp4", "--mov"],
        [Encrypted] = ["film.mp4", "--encrypt", "keys.yaml"],
        [EncryptedSegments] = ["film.mp4", "--encrypt", "keys.yaml", "--segments", "files"],
        [IndexedStreams] = ["out/index/video-avc-64p.rfi", "out/index/audio-aac-und-aac-1.0.rfi", "--hls", "--dash", "--mp4", "--mov"],
        [IndexedFiles] = ["out/index/video-avc-64p.rfi", "out/index/audio-aac-und-aac-1.0.rfi", "--mp4", "--mov"],
    };

    private readonly TestFolder _folder = new();
    private readonly ConcurrentDictionary<string, Task> _made = new();

    public static TheoryData<string> All => [.. Arguments.Keys];

    public void Dispose() => _folder.Dispose();

    /// <summary>Copies the package to "out" of a folder, and keys beside it; or skips the test.</summary>
    internal async Task CopyToAsync(string form, TestFolder folder)
    {
        await _made.GetOrAdd(form, MakeAsync);
        foreach (var file in Directory.EnumerateFiles(_folder[form], "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder["out"], Path.GetRelativePath(_folder[form], file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        folder.WriteFile("keys.yaml", Keys("0123456789abcdef0123456789abcdef"));
    }

    /// <param name="key">Of the picture.</param>
    /// <param name="keyId">Likewise.</param>
    internal static string Keys(string key, string keyId = "5c6f1b3e0a5f4b529d3b0f7d2f6f1c11") => $"""
        version: 1
        clearLead: 2s
        keys:
          - {"{"}label: AUDIO, kid: 6c6f1b3e0a5f4b529d3b0f7d2f6f1c11, key: 00112233445566778899aabbccddeeff{"}"}
          - {"{"}label: ALL, kid: {keyId}, key: {key}{"}"}

        """;

    private async Task MakeAsync(string form)
    {
        var token = TestContext.Current.CancellationToken;
        using var made = new TestFolder();
        if (form is IndexedStreams or IndexedFiles)
        {
            await CopyToAsync(Streams, made);
        }

        made.WriteFile("keys.yaml", Keys("0123456789abcdef0123456789abcdef"));
        await TestMedia.MakeAsync(made["film.mp4"], Picture + " -c:v libx264 -bf 2 -g 25 -c:a aac", token);
        await TestMedia.MakeAsync(made["film.mov"], Picture + " -c:v prores_ks -c:a pcm_s24le -timecode 01:00:00:00", token);
        var variables = new Dictionary<string, string?>
        {
            ["RUSHES_FFMPEG"] = (await TestMedia.FfmpegAsync()).Path,
            ["RUSHES_FFPROBE"] = (await TestMedia.FfprobeAsync()).Path,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        };
        var run = await ProgramRun.StartAsync(made, variables, token, ["package", .. Arguments[form], "--segment", "2s", "--out", _folder[form]]);
        Assert.True(run.ExitCode == 0, run.Error);
    }
}

/// <summary>A problem as <c>verify --json</c> says it.</summary>
internal sealed record NamedProblem(string Code, string Path, string? Track, long? Frame, string? Time, long? Offset)
{
    public static async Task<IReadOnlyList<NamedProblem>> VerifyAsync(TestFolder folder, int exitCode, params string[] more)
    {
        var run = await ProgramRun.StartAsync(folder, ["verify", "out", "--json", .. more]);
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        using var json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.GetProperty("problems").EnumerateArray().Select(Of)];
    }

    public static NamedProblem Of(JsonElement problem) => new(
        problem.GetProperty("code").GetString()!, problem.GetProperty("path").GetString()!, Text(problem, "track"),
        Number(problem, "frame"), Text(problem, "time"), Number(problem, "offset"));

    private static string? Text(JsonElement problem, string name) => problem.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static long? Number(JsonElement problem, string name) => problem.TryGetProperty(name, out var number) ? number.GetInt64() : null;
}

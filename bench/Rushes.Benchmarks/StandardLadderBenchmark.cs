using System.Text.Json;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>
/// <c>rushes encode</c> with the standard AVC ladder against one hand-written FFmpeg command, in turn, in one sitting. The
/// peer validates nothing; what validation costs is measured apart, by the decodes that it consists of.
/// </summary>
internal static class StandardLadderBenchmark
{
    public static async Task RunAsync(string source, int runs, string chunk)
    {
        var ffmpeg = Environment.GetEnvironmentVariable("RUSHES_FFMPEG") ?? "ffmpeg";
        var folder = Directory.CreateTempSubdirectory("rushes-bench-").FullName;
        try
        {
            List<Measured> ours = [];
            List<Measured> validation = [];
            List<Measured> peers = [];
            for (var run = 0; run < runs; run++)
            {
                var output = Path.Combine(folder, $"rushes-{run}");
                ours.Add(await Measured.RunAsync("dotnet", Rushes(source, output, folder, chunk)));
                validation.Add(await ValidationAsync(ffmpeg, output));
                var peer = Directory.CreateDirectory(Path.Combine(folder, $"peer-{run}")).FullName;
                var (heights, channels) = await MadeAsync(output);
                peers.Add(await Measured.RunAsync(ffmpeg, HandWrittenCommand.Arguments(source, peer, heights, channels)));
                Report(source, chunk, ours, validation, peers);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Rushes(string source, string output, string folder, string chunk) =>
    [
        Path.Combine(AppContext.BaseDirectory, "rushes.dll"), "encode", source, "--out", output, "--chunk", chunk,
        "--work", Path.Combine(folder, "work"), "--json",
    ];

    // CPU time by decoding every rendition as validation does; wall from the report, for validation runs several at once.
    private static async Task<Measured> ValidationAsync(string ffmpeg, string output)
    {
        var sum = new Measured(0, 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(output, "video"), "*.mp4", SearchOption.AllDirectories))
        {
            sum += await Measured.RunAsync(
                ffmpeg,
                ["-nostdin", "-v", "error", "-threads", "1", "-i", file, "-map", "0:v:0", "-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "null", "-"]);
        }

        using var report = await ReadReportAsync(output);
        var wall = report.RootElement.GetProperty("time").GetProperty("phases").TryGetProperty("validate", out var phase) ? phase.GetDouble() : 0;
        return sum with { Wall = wall };
    }

    private static async Task<(IReadOnlySet<int> Heights, int AudioChannels)> MadeAsync(string output)
    {
        using var report = await ReadReportAsync(output);
        var heights = report.RootElement.GetProperty("renditions").EnumerateArray().Select(rendition => rendition.GetProperty("height").GetInt32()).ToHashSet();
        var audio = report.RootElement.GetProperty("audio").EnumerateArray().ToArray();
        return (heights, audio.Length > 0 ? audio[0].GetProperty("channels").GetString()!.Split('.').Sum(part => int.Parse(part, null)) : 0);
    }

    private static async Task<JsonDocument> ReadReportAsync(string output) =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "report.json")));

    private static void Report(string source, string chunk, List<Measured> ours, List<Measured> validation, List<Measured> peers)
    {
        var (our, check, peer) = (Measured.Median(ours), Measured.Median(validation), Measured.Median(peers));
        var work = our - check;
        var table = new Table { Title = new TableTitle($"{Path.GetFileName(source)}, chunk {chunk}, median of {ours.Count}") };
        table.AddColumns("", "wall s", "cpu s", "wall ratio", "cpu ratio");
        Row("one FFmpeg command", peer);
        Row("rushes: all but validation", work);
        Row("rushes: validation", check);
        Row("rushes: all", our);
        AnsiConsole.Write(table);

        void Row(string name, Measured value) => table.AddRow(
            name, $"{value.Wall:F1}", $"{value.Processor:F1}", $"{value.Wall / peer.Wall:F2}", $"{value.Processor / peer.Processor:F2}");
    }
}

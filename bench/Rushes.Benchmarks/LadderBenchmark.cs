using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rushes.Benchmarks;

/// <summary>
/// <c>rushes encode</c> with a standard ladder against one hand-written FFmpeg command, in turn, in one sitting. The peer
/// validates nothing and packages nothing; what validation and inspection cost us is told apart.
/// </summary>
internal static partial class LadderBenchmark
{
    public static async Task RunAsync(string codec, string source, int runs, string chunk)
    {
        var ffmpeg = FFmpegProgram.Path;
        var folder = Directory.CreateTempSubdirectory("rushes-bench-").FullName;
        try
        {
            List<Run> ours = [];
            List<Measured> peers = [];
            for (var run = 0; run < runs; run++)
            {
                var output = Path.Combine(folder, $"rushes-{run}");
                var log = new List<string>();
                var all = await RushesProgram.RunAsync(Rushes(codec, source, output, chunk), Path.Combine(folder, "work"), log);
                using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "report.json")));
                ours.Add(new Run(all, Phase(report, log, "inspect", "inspection"), Phase(report, log, "validate", "validation")));
                var peer = Directory.CreateDirectory(Path.Combine(folder, $"peer-{run}")).FullName;
                peers.Add(await Measured.RunAsync(ffmpeg, await PeerAsync(codec, source, peer, output, report)));
                Report($"{codec}, {Path.GetFileName(source)}, chunk {chunk}, median of {ours.Count}", ours, Measured.Median(peers));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Rushes(string codec, string source, string output, string chunk) =>
        ["encode", source, "--out", output, "--chunk", chunk, "--codecs", codec, "--cache", "off", "--inspect", "artefacts", "--quality", "none"];

    /// <summary>From the first start to the last end, and what its functions used of the processor: their tools, or, without any, we in their time.</summary>
    private static Measured Phase(JsonDocument report, IEnumerable<string> log, string phase, string service)
    {
        var phases = report.RootElement.GetProperty("time").GetProperty("phases");
        var wall = phases.TryGetProperty(phase, out var seconds) ? seconds.GetDouble() : 0;
        return new Measured(wall, FunctionTimes.Processor(log, $"{service}."));
    }

    private static async Task<IEnumerable<string>> PeerAsync(string codec, string source, string folder, string output, JsonDocument report)
    {
        var renditions = report.RootElement.GetProperty("renditions").EnumerateArray().ToArray();
        var audio = report.RootElement.GetProperty("audio").EnumerateArray().ToArray();
        var channels = audio.Length > 0 ? audio[0].GetProperty("channels").GetString()!.Split('.').Sum(part => int.Parse(part, null)) : 0;
        using var proof = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "proof.json")));
        var pixels = PixelFormat().Match(proof.RootElement.GetRawText()).Groups[1].Value;
        return HandWrittenCommand.Arguments(
            codec, source, folder, renditions.ToDictionary(one => one.GetProperty("height").GetInt32(), one => one.GetProperty("width").GetInt32()), pixels, channels);
    }

    private static void Report(string title, List<Run> ours, Measured peer)
    {
        var all = Measured.Median(ours.Select(run => run.All));
        var validation = Measured.Median(ours.Select(run => run.Validation));
        MeasuredTable.Write(
            title, peer,
            ("one FFmpeg command", peer),
            ("rushes: all but validation", all - validation),
            ("rushes: inspection, in that", Measured.Median(ours.Select(run => run.Inspection))),
            ("rushes: validation", validation),
            ("rushes: all", all));
    }

    private sealed record Run(Measured All, Measured Inspection, Measured Validation);

    [GeneratedRegex("\"pixelFormat\": ?\"(\\w+)\"")]
    private static partial Regex PixelFormat();
}

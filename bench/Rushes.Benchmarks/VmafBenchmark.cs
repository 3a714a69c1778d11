namespace Rushes.Benchmarks;

/// <summary><c>rushes quality</c> against one libvmaf process over whole files. What it does first, inspecting both files, is told apart.</summary>
internal static class VmafBenchmark
{
    public static async Task RunAsync(string reference, string encoded, int runs)
    {
        var ffmpeg = FFmpegProgram.Path;
        var folder = Directory.CreateTempSubdirectory("rushes-bench-").FullName;
        try
        {
            List<Measured> peers = [];
            List<(Measured All, double Scoring)> ours = [];
            for (var run = 0; run < runs; run++)
            {
                peers.Add(await Measured.RunAsync(ffmpeg, Arguments(reference, encoded)));
                var log = new List<string>();
                var all = await RushesProgram.RunAsync(["quality", reference, encoded, "--metrics", "none"], Path.Combine(folder, $"{run}"), log);
                ours.Add((all, FunctionTimes.Processor(log, "quality.score")));
            }

            Report($"{Path.GetFileName(encoded)}, {Environment.ProcessorCount} cores, median of {runs}", Measured.Median(peers), ours);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Arguments(string reference, string encoded) =>
    [
        "-nostdin", "-nostats", "-v", "error", "-i", encoded, "-i", reference,
        "-filter_complex", "[0:v:0]settb=1/25,setpts=N[e];[1:v:0]settb=1/25,setpts=N[r];[e][r]scale2ref=flags=bicubic[encoded][reference];"
            + $"[encoded][reference]libvmaf=n_threads={Environment.ProcessorCount}:log_fmt=json:log_path=/dev/null",
        "-f", "null", "-",
    ];

    private static void Report(string title, Measured peer, List<(Measured All, double Scoring)> ours)
    {
        var all = Measured.Median(ours.Select(run => run.All));
        MeasuredTable.Write(
            title, peer,
            ("one libvmaf process", peer),
            ("rushes quality: scoring (wall: of all)", Measured.Median(ours.Select(run => run.All with { Processor = run.Scoring }))),
            ("rushes quality", all));
    }
}

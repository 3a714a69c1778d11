namespace Rushes.Benchmarks;

/// <summary>
/// Both phases of an inspection against a bare decode of the picture, and the full one against what an engineer would run instead: FFmpeg's
/// filters that look for such faults, each by itself, and all of them in one command. They judge less, and keep nothing for later stages.
/// </summary>
internal static class InspectBenchmark
{
    private static readonly string[] PictureFilters =
        ["blackdetect", "freezedetect", "cropdetect", "idet", "signalstats=stat=brng", "scdet", "mpdecimate"];

    private static readonly string[] SoundFilters = ["silencedetect", "astats", "ebur128=peak=true:framelog=quiet"];

    public static async Task RunAsync(string source, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("rushes-bench-").FullName;
        try
        {
            List<Run> all = [];
            for (var run = 0; run < runs; run++)
            {
                all.Add(await RunAsync(source, folder));
            }

            Report($"{Path.GetFileName(source)}, {Environment.ProcessorCount} cores, median of {runs}", all);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Run> RunAsync(string source, string folder)
    {
        var decode = await FFmpegAsync(source, "-map", "0:v:0");
        var artefacts = await RushesProgram.RunAsync(["inspect", source, "--phase", "artefacts", "--cache", "off"], Path.Combine(folder, "artefacts"));
        var full = await RushesProgram.RunAsync(["inspect", source, "--phase", "full", "--cache", "off"], Path.Combine(folder, "full"));
        var apart = new Measured(0, 0);
        foreach (var filter in PictureFilters)
        {
            apart += await FFmpegAsync(source, "-map", "0:v:0", "-vf", filter);
        }

        foreach (var filter in SoundFilters)
        {
            apart += await FFmpegAsync(source, "-map", "0:a:0", "-af", filter);
        }

        var together = await FFmpegAsync(
            source, "-map", "0:v:0", "-map", "0:a:0", "-vf", string.Join(',', PictureFilters), "-af", string.Join(',', SoundFilters));
        return new Run(decode, artefacts, full, apart, together);
    }

    private static Task<Measured> FFmpegAsync(string source, params IEnumerable<string> work) => Measured.RunAsync(
        FFmpegProgram.Path, ["-nostdin", "-nostats", "-v", "error", "-i", source, .. work, "-f", "null", "-"]);

    private static void Report(string title, IReadOnlyList<Run> runs)
    {
        var decode = Measured.Median(runs.Select(run => run.Decode));
        MeasuredTable.Write(
            title, decode,
            ("a decode of the picture", decode),
            ("rushes inspect --phase artefacts", Measured.Median(runs.Select(run => run.Artefacts))),
            ("rushes inspect --phase full", Measured.Median(runs.Select(run => run.Full))),
            ($"{PictureFilters.Length + SoundFilters.Length} filters, one command each", Measured.Median(runs.Select(run => run.Apart))),
            ("the same filters in one command", Measured.Median(runs.Select(run => run.Together))));
    }

    private sealed record Run(Measured Decode, Measured Artefacts, Measured Full, Measured Apart, Measured Together);
}

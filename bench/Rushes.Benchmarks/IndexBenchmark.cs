using System.Diagnostics;
using Rushes.Media.Indexing;
using Spectre.Console;

namespace Rushes.Benchmarks;

/// <summary>How large a stored index of a long film is, and how long it takes to load it from a file beside reading that file alone.</summary>
internal static class IndexBenchmark
{
    public static void Run(int rounds)
    {
        var table = new Table { Title = new TableTitle($"Two hours at 60 frames a second, median of {rounds} (lowest to highest)") };
        table.AddColumns("", "frames", "MB", "bytes a frame", "first load, ms", "load, ms", "reading the bytes, ms", "ratio");
        var path = Path.Combine(Directory.CreateTempSubdirectory("rushes-bench-").FullName, "film.rfi");
        try
        {
            foreach (var isVariable in (bool[])[false, true])
            {
                var index = SyntheticFilm.Index(isVariable);
                using (var file = File.Create(path))
                {
                    index.WriteTo(file);
                }

                AddRow(table, isVariable ? "variable frame rate" : "constant frame rate", index.Count, path, rounds);
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        AnsiConsole.Write(table);
    }

    private static void AddRow(Table table, string name, int frames, string path, int rounds)
    {
        var first = Milliseconds(() => Load(path));
        List<double> loads = [];
        List<double> reads = [];
        for (var round = 0; round < rounds; round++)
        {
            loads.Add(Milliseconds(() => Load(path)));
            reads.Add(Milliseconds(() => File.ReadAllBytes(path)));
        }

        var size = new FileInfo(path).Length;
        table.AddRow(
            name, $"{frames}", $"{size / 1e6:F2}", $"{(double)size / frames:F2}", $"{first:F1}", $"{loads.Median():F1} ({loads.Min():F1} to {loads.Max():F1})",
            $"{reads.Median():F2}", $"{loads.Median() / reads.Median():F0}");
    }

    private static void Load(string path)
    {
        using var file = File.OpenRead(path);
        GC.KeepAlive(FrameIndex.ReadFrom(file));
    }

    private static double Milliseconds(Action action)
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }
}

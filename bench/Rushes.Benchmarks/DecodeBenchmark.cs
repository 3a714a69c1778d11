using System.Globalization;
using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Benchmarks;

/// <summary>
/// One decode that feeds all renditions of a chunk against one for each: what <c>RenditionGroups</c> decides between. Encoders have one
/// thread each, as ours have; of the processes for one rendition each, as many run at once as there are cores.
/// </summary>
internal static class DecodeBenchmark
{
    public static async Task RunAsync(string source, int runs, string preset)
    {
        var ffmpeg = FFmpegProgram.Path;
        Rung[] rungs = [.. StandardLadder.Avc.Rungs.Reverse()];
        List<Measured> shared = [];
        List<Measured> apart = [];
        for (var run = 0; run < runs; run++)
        {
            shared.Add(await Measured.RunAsync(ffmpeg, Arguments(source, preset, rungs)));
            apart.Add(await Measured.RunAllAsync(ffmpeg, rungs.Select(rung => Arguments(source, preset, rung))));
        }

        var peer = Measured.Median(apart);
        MeasuredTable.Write(
            $"{Path.GetFileName(source)}, {rungs.Length} renditions, {preset}, {Environment.ProcessorCount} cores, median of {runs}", peer,
            ("a decode for each rendition", peer), ("one decode for all", Measured.Median(shared)));
    }

    private static IEnumerable<string> Arguments(string source, string preset, params Rung[] rungs) =>
    [
        "-nostdin", "-v", "error", "-threads", "1", "-i", source,
        "-filter_complex", $"[0:v:0]split={rungs.Length}{string.Concat(rungs.Select(rung => $"[i{rung.Name}]"))};{string.Join(';', rungs.Select(Scaling))}",
        .. rungs.SelectMany(rung => Output(rung, preset)),
    ];

    private static string Scaling(Rung rung) => string.Create(
        CultureInfo.InvariantCulture, $"[i{rung.Name}]scale=-2:{rung.Height}:flags=bicubic+accurate_rnd+full_chroma_int+bitexact,format=yuv420p[o{rung.Name}]");

    private static IEnumerable<string> Output(Rung rung, string preset) =>
    [
        "-map", $"[o{rung.Name}]", "-c:v", "libx264", "-preset", preset, "-crf", Text(rung.Rate.Crf),
        "-maxrate", Text(rung.Rate.Maxrate), "-bufsize", Text(rung.Rate.Buffer), "-threads", "1", "-f", "null", "-",
    ];

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using Spectre.Console;

namespace Rushes.Cli.Report;

/// <summary>A finished job for people: what was made, where it is, how to look at it.</summary>
internal static class ReportTable
{
    public static void Write(JobReport report, string folder, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn("rendition");
        var isMeasured = report.Renditions.Any(rendition => rendition.Vmaf is not null);
        foreach (var heading in (string[])["resolution", "average", "peak", "size", "frames", .. isMeasured ? ["VMAF"] : Array.Empty<string>()])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        var isOfOneCodec = report.Renditions.Select(rendition => rendition.Codec).Distinct().Count() < 2;
        foreach (var rendition in report.Renditions)
        {
            table.AddRow(
            [
                Markup.Escape(isOfOneCodec ? rendition.Name : $"{rendition.Codec} {rendition.Name}"), $"{rendition.Width}x{rendition.Height}", Quantities.Bitrate(rendition.BitrateAverage),
                Quantities.Bitrate(rendition.BitratePeak), Quantities.Size(rendition.Bytes), rendition.Frames.ToString(CultureInfo.InvariantCulture),
                .. isMeasured ? [Vmaf(rendition)] : Array.Empty<string>(),
            ]);
        }

        foreach (var audio in report.Audio)
        {
            table.AddRow(
            [
                Markup.Escape(audio.Name), $"{audio.SampleRate} Hz", Quantities.Bitrate(audio.BitrateAverage),
                Quantities.Bitrate(audio.BitratePeak), Quantities.Size(audio.Bytes), "", .. isMeasured ? [""] : Array.Empty<string>(),
            ]);
        }

        console.Write(table);
        if (report.Steps is { } steps)
        {
            console.WriteLine($"steps   {steps.Text}");
        }

        WriteFindings(report, console);
        WriteTime(report, console);
        WriteFiles(report, folder, console);
    }

    private static string Vmaf(ReportRendition rendition) => rendition.Vmaf switch
    {
        null => "",
        { Error: { } error } vmaf => string.Create(CultureInfo.InvariantCulture, $"{vmaf.Mean:0.0} ± {error:0.0}"),
        // So few that nothing can be said of the others.
        { Measured: { } measured } vmaf when measured < rendition.Frames => string.Create(CultureInfo.InvariantCulture, $"{vmaf.Mean:0.0}, {measured} {(measured == 1 ? "frame" : "frames")}"),
        var vmaf => string.Create(CultureInfo.InvariantCulture, $"{vmaf.Mean:0.0}"),
    };

    private static void WriteFindings(JobReport report, IAnsiConsole console)
    {
        foreach (var findings in report.Findings.Where(finding => finding.Severity != "info").GroupBy(finding => (finding.Severity, finding.Code, finding.Remedy)))
        {
            var times = findings.Count() == 1 ? "" : $" ({findings.Count()} times)";
            var renditions = string.Join(", ", findings.Select(finding => finding.Evidence.GetValueOrDefault("rendition")).OfType<string>().Distinct());
            var where = renditions.Length > 0 ? $" in {renditions}" : "";
            console.MarkupLineInterpolated($"[yellow]{findings.Key.Severity}[/] {findings.Key.Code}{times}{where}  {findings.Key.Remedy}");
        }
    }

    private static void WriteTime(JobReport report, IAnsiConsole console)
    {
        var wall = TimeSpan.FromSeconds(report.Time.Wall);
        var cpu = TimeSpan.FromSeconds(report.Time.Cpu);
        console.WriteLine($"time    {Quantities.Time(wall)}{Multiple(report)}, processor {Quantities.Time(cpu)}");
    }

    private static string Multiple(JobReport report)
    {
        if (report.Source is not { Duration: { Timescale: > 0, Ticks: > 0 } duration } || report.Time.Wall <= 0)
        {
            return "";
        }

        var multiple = (double)duration.Ticks / duration.Timescale / report.Time.Wall;
        return string.Create(CultureInfo.InvariantCulture, $" ({multiple:0.00} x real time)");
    }

    // Not by Spectre's line breaking: a path that is cut in two cannot be copied.
    private static void WriteFiles(JobReport report, string folder, IAnsiConsole console)
    {
        var output = console.Profile.Out.Writer;
        foreach (var (what, path) in Entrances(report).Select(entrance => (entrance.What, Path.Combine(folder, entrance.Path))))
        {
            output.WriteLine(what == "play" ? $"play    ffplay '{path}'" : $"{what,-6}  {path}");
        }
    }

    // What one opens first: manifests of streams, or the files themselves.
    private static IEnumerable<(string What, string Path)> Entrances(JobReport report)
    {
        var streams = report.Renditions.Select(rendition => rendition.Path).Concat(report.Audio.Select(audio => audio.Path)).ToArray();
        var files = streams.Where(path => path.StartsWith("mp4/", StringComparison.Ordinal) || path.StartsWith("mov/", StringComparison.Ordinal)).ToArray();
        if (files.Length < streams.Length)
        {
            yield return ("HLS", "master.m3u8");
            yield return ("DASH", "manifest.mpd");
        }

        foreach (var file in files)
        {
            yield return ("file", file);
        }

        yield return ("report", Jobs.OutputFolder.ReportName);
        yield return ("play", files.Length < streams.Length ? "master.m3u8" : files[0]);
    }
}

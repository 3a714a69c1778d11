using Rushes.Cli.Report;

namespace Rushes.Cli.Tests;

internal static class SampleReport
{
    public static JobReport Create() => new()
    {
        Status = "done",
        Job = "0123456789abcdef",
        Source = new ReportSource("file:///film.mov", "ab", 240, new ReportDuration(240_240, 24_000)),
        Renditions = [new ReportRendition("1080p", "avc", 1920, 1080, 240, 7_500_000, 5_994_006, 6_100_000, "video/avc/1080p.mp4", 2)],
        Audio = [new ReportAudio("en-aac-2.0", "aac", "en", "2.0", 48_000, 160_000, 128_000, 131_000, "audio/en-aac-2.0.mp4")],
        Findings = [new ReportFinding("source.gap", "warning", 3, 5, new Dictionary<string, string> { ["ticks"] = "40" }, "None needed.")],
        Tools = [new ReportTool("ffmpeg", "7.0", "cd")],
        Time = new ReportTime(12.5, 24.25, new Dictionary<string, double> { ["inspect"] = 1.5, ["encode"] = 10 }),
    };
}

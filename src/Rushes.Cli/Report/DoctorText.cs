using Rushes.Tools.Locating;

namespace Rushes.Cli.Report;

/// <summary>The doctor's findings for people.</summary>
internal static class DoctorText
{
    public static void Write(DoctorReport report, TextWriter writer)
    {
        foreach (var tool in report.Tools)
        {
            writer.WriteLine($"{Verdict(tool),-8} {tool.Name,-11} {tool.Version}  {tool.Path}".TrimEnd());
            if (tool.Problem is { } problem)
            {
                writer.WriteLine($"         {problem.Message}  [{problem.Code}]");
            }

            if (tool.Lacking.Length > 0)
            {
                writer.WriteLine($"         {tool.Lacking}");
            }

            foreach (var missing in tool.Missing)
            {
                var when = missing.NeededNow ? "needed" : "for a later version";
                writer.WriteLine($"         no {missing.Kind.ToString().ToLowerInvariant()} {missing.Name} ({missing.Use}, {when})");
            }

            if (tool.Remedy.Length > 0)
            {
                writer.WriteLine($"         do: {tool.Remedy}");
            }
        }

        writer.WriteLine(report.Healthy ? "Everything that this version needs is here." : "Something that this version needs is missing.");
    }

    private static string Verdict(ToolDiagnosis tool) => tool switch
    {
        { Problem: not null } => "MISSING",
        { Missing.Count: > 0 } or { Remedy.Length: > 0 } => "partly",
        _ => "ok",
    };
}

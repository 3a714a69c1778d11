using System.Text.Json;
using System.Text.Json.Serialization;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Report;

/// <summary>The doctor's findings as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DoctorFindings))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    public static string Write(DoctorReport report) =>
        JsonSerializer.Serialize(new DoctorFindings(1, report.Healthy, [.. report.Tools.Select(Tool)]), Default.DoctorFindings);

    private static DoctorTool Tool(ToolDiagnosis tool) => new(
        tool.Name, tool.Version, tool.Path, tool.Problem?.Code ?? "", tool.Problem?.Message ?? tool.Lacking,
        [.. tool.Missing.Select(missing => new DoctorFeature(missing.Kind.ToString().ToLowerInvariant(), missing.Name, missing.Use, missing.NeededNow))],
        tool.Remedy);
}

internal sealed record DoctorFindings(int Version, bool Healthy, IReadOnlyList<DoctorTool> Tools);

/// <param name="Problem">A failure's code; empty when this version can work with the tool.</param>
/// <param name="Message">What is wrong, or what is done without.</param>
internal sealed record DoctorTool(
    string Name, string Version, string Path, string Problem, string Message, IReadOnlyList<DoctorFeature> Missing, string Remedy);

internal sealed record DoctorFeature(string Kind, string Name, string Use, bool NeededNow);

using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>The stretches of a job that people know, and what of the work belongs to which.</summary>
internal static class Phases
{
    /// <summary>The input goes to a server.</summary>
    public const string Upload = "upload";

    /// <summary>The streams come from a server.</summary>
    public const string Fetch = "fetch";

    private const string Package = "package";

    private const string Quality = "quality";

    private static readonly IReadOnlyList<string> InOrder = [Upload, "inspect", "encode", "audio", "validate", Quality, Package, Fetch];

    /// <summary>In order; transfers and measurements only where there are some, and of a job that only packages nothing else.</summary>
    public static IEnumerable<string> Shown(IReadOnlyList<WorkSnapshot> works) => PackageItems.AreAll(works)
        ? [Package]
        : InOrder.Where(phase => !(IsTransfer(phase) || phase == Quality) || works.Any(work => Of(work) == phase));

    public static bool IsTransfer(string phase) => phase is Upload or Fetch;

    /// <summary>Null for what only waits for others.</summary>
    public static string? Of(WorkSnapshot work) => work.Workflow.Split('.')[0] switch
    {
        "inspection" => "inspect",
        // Its node 'validate' is a call, and the called service has a phase of its own.
        "encoding" when work.Node != "validate" => "encode",
        "audio" => "audio",
        "validation" => "validate",
        Quality => Quality,
        "packaging" => Package,
        Upload => Upload,
        Fetch => Fetch,
        _ => null,
    };

    /// <summary>Seconds from the first start to the last end of each phase.</summary>
    public static IReadOnlyDictionary<string, double> Seconds(IEnumerable<WorkSnapshot> works)
    {
        var spans = works
            .Where(work => work is { Started: not null, Ended: not null })
            .GroupBy(Of)
            .Where(phase => phase.Key is not null)
            .ToDictionary(phase => phase.Key!, phase => (phase.Max(work => work.Ended!.Value) - phase.Min(work => work.Started!.Value)).TotalSeconds);
        return InOrder.Where(spans.ContainsKey).ToDictionary(phase => phase, phase => Math.Round(Math.Max(0, spans[phase]), 3));
    }
}

using Rushes.Contracts;
using Rushes.Inspection.Functions.Digest;
using Rushes.Inspection.Functions.Probe;
using Rushes.Inspection.Functions.Scan;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Workflow;

/// <summary>
/// <code>
/// probe ─┬─► scan ───┬─► report
///        └─► digest ─┘
/// </code>
/// </summary>
internal static class InspectDag
{
    public static readonly Dag<SourceFile, InspectResponse> Definition =
        Dag.Define<SourceFile, InspectResponse>("inspection.inspect", version: 1, SourceFile.Parser, dag =>
        {
            var probed = dag.Function("probe", dag.Request, ProbeFunction.Reference, source => new MapItem<SourceFile>(source, "probe", 1));
            var scanned = dag.Function("scan", probed, ScanFunction.Reference, from => new MapItem<Probed>(from, "scan frames", 1) { Height = from.Video.Upright.Height });
            var digested = dag.Function(
                "digest", probed, DigestFunction.Reference,
                from => new MapItem<Digested>(new Digested { Media = from.Media }, "digest", 1));
            return dag.Inline(
                "report", probed.And(scanned).And(digested), InspectResponse.Parser,
                (from, context, _) => Task.FromResult(Report(from.First.First, from.First.Second, from.Second, context.Tools)));
        });

    private static StepOutcome<InspectResponse> Report(Probed probed, Scanned scanned, Digested digested, IReadOnlyList<ToolBuild> tools)
    {
        var response = new InspectResponse { Source = digested.Media, Video = scanned.Video, Timeline = scanned.Timeline, Fingerprints = scanned.Fingerprints, Groups = scanned.Groups };
        response.Audio.AddRange(probed.Audio);
        response.Findings.AddRange(probed.Findings.Concat(scanned.Findings));
        response.Tools.AddRange(tools);
        return response;
    }
}

using Rushes.Contracts;
using Rushes.Inspection.Functions.Digest;
using Rushes.Inspection.Functions.Judge;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Functions.Measure;
using Rushes.Inspection.Functions.Probe;
using Rushes.Inspection.Functions.Scan;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Workflow;

/// <summary>
/// <code>
/// probe ──► digest ─┬─► scan ───► measure (map: parts of the film) ─┬─► judge ──► report
///                   └─► listen (map: audio tracks) ─────────────────┘
/// </code>
/// The digest comes first: by it, what an earlier inspection made of the same bytes is found and not made again.
/// Nothing is measured and no one listens where only artefacts are wanted.
/// </summary>
internal static class InspectDag
{
    public static readonly Dag<SourceFile, InspectResponse> Definition =
        Dag.Define<SourceFile, InspectResponse>("inspection.inspect", version: 2, SourceFile.Parser, dag =>
        {
            var probed = dag.Function("probe", dag.Request, ProbeFunction.Reference, source => new MapItem<SourceFile>(source, "probe", 1));
            var digested = dag.Function(
                "digest", probed, DigestFunction.Reference,
                from => new MapItem<Digested>(new Digested { Media = from.Media }, "digest", 1));
            var scanned = dag.Function(
                "scan", probed.And(digested), ScanFunction.Reference,
                from => new MapItem<Probed>(new Probed(from.First) { Media = from.Second.Media }, "scan frames", 1) { Height = from.First.Video.Upright.Height });
            var measured = dag.Map(
                "measure", dag.Request.And(digested).And(scanned), MeasureFunction.Reference,
                from => InspectItems.ToMeasure(from.First.First, from.First.Second, from.Second));
            var heard = dag.Map("listen", dag.Request.And(probed).And(digested), ListenFunction.Reference, from => InspectItems.ToHear(from.First.First, from.First.Second, from.Second));
            var judged = dag.Function(
                "judge", dag.Request.And(probed).And(scanned).And(measured).And(heard), JudgeFunction.Reference,
                from => new MapItem<ToJudge>(
                    InspectItems.ToJudge(from.First.First.First.First, from.First.First.First.Second, from.First.First.Second, from.First.Second, from.Second), "judge", 1));
            return dag.Inline(
                "report", dag.Request.And(probed).And(scanned).And(digested).And(heard).And(judged), InspectResponse.Parser,
                (from, context, _) =>
                {
                    var (source, probe) = (from.First.First.First.First.First, from.First.First.First.First.Second);
                    var (scan, digest) = (from.First.First.First.Second, from.First.First.Second);
                    StepOutcome<InspectResponse> report = InspectItems.Answer(source, probe, scan, digest, from.First.Second, from.Second, context.Tools);
                    return Task.FromResult(report);
                });
        });
}

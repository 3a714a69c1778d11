using Rushes.Contracts;
using Rushes.Inspection.Functions.Decode;
using Rushes.Inspection.Functions.Digest;
using Rushes.Inspection.Functions.Group;
using Rushes.Inspection.Functions.Judge;
using Rushes.Inspection.Functions.Listen;
using Rushes.Inspection.Functions.Measure;
using Rushes.Inspection.Functions.Probe;
using Rushes.Inspection.Functions.Scan;
using Rushes.Inspection.Functions.Survey;
using Rushes.Platform.Workflows;

namespace Rushes.Inspection.Workflow;

/// <summary>
/// <code>
///                   ┌─► survey ─┬─► decode (map: parts of the film) ─┬─► scan ───► measure (map: parts of the film) ─┐
/// probe ──► digest ─┤           └─► group ───────────────────────────┘                                               ├─► judge ──► report
///                   └─► listen (map: audio tracks) ──────────────────────────────────────────────────────────────────┘
/// </code>
/// The digest comes first: by it, what an earlier inspection made of the same bytes is found and not made again. Short films, and those whose
/// packets do not tell their frames, have no parts: the scan decodes them.
/// Nothing is measured and no one listens where only artefacts are wanted.
/// </summary>
internal static class InspectDag
{
    public static readonly Dag<SourceFile, InspectResponse> Definition =
        Dag.Define<SourceFile, InspectResponse>("inspection.inspect", version: 3, SourceFile.Parser, dag =>
        {
            var probed = dag.Function("probe", dag.Request, ProbeFunction.Reference, source => new MapItem<SourceFile>(source, "probe", 1));
            var digested = dag.Function(
                "digest", probed, DigestFunction.Reference,
                from => new MapItem<Digested>(new Digested { Media = from.Media }, "digest", 1));
            var surveyed = dag.Map("survey", probed.And(digested), SurveyFunction.Reference, from => InspectItems.ToSurvey(from.First, from.Second));
            var divided = probed.And(digested).And(surveyed);
            var decoded = dag.Map("decode", divided, DecodeFunction.Reference, from => InspectItems.ToDecode(from.First.First, from.First.Second, from.Second));
            var grouped = dag.Map("group", divided, GroupFunction.Reference, from => InspectItems.ToGroup(from.First.First, from.First.Second, from.Second));
            var scanned = dag.Function(
                "scan", divided.And(decoded).And(grouped), ScanFunction.Reference,
                from => InspectItems.ToScan(from.First.First.First.First, from.First.First.First.Second, from.First.First.Second, from.First.Second, from.Second));
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

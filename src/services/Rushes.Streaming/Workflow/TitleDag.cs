using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Streaming.Functions.Halve;

namespace Rushes.Streaming.Workflow;

/// <summary>
/// <code>
/// inspect ──► reinspect ──► title ─┬─► plan ──► halve ──► encode (map: groups) ──► quality (map: groups) ─┬─► package ──► respond
///                                  └─► audio (map: tracks) ───────────────────────────────────────────────┘
/// </code>
/// Inspected again is what a remedy makes other pictures of. Renditions of one codec and one frame rate are a group; nothing is halved where all
/// have the source's. The package waits for the scores, because its proof has them.
/// Every box but title, plan, halve and respond is a call of another service.
/// </summary>
internal static class TitleDag
{
    public static readonly Dag<PrepareTitleRequest, PrepareTitleResponse> Definition =
        Dag.Define<PrepareTitleRequest, PrepareTitleResponse>("streaming.title", version: 5, PrepareTitleRequest.Parser, dag =>
        {
            var first = dag.Call("inspect", dag.Request, Methods.Inspect, TitleInspections.First);
            var again = dag.MapCall("reinspect", dag.Request.And(first), Methods.Inspect, from => TitleInspections.Again(from.First, from.Second));
            var title = dag.Inline(
                "title", dag.Request.And(first).And(again), InspectedTitle.Parser,
                (from, _, _) => Task.FromResult<StepOutcome<InspectedTitle>>(TitleInspections.Inspected(from.First.First, from.First.Second, from.Second)));
            var plan = dag.Inline(
                "plan", title, TitlePlan.Parser,
                (from, _, _) => Task.FromResult(TitlePlanner.Plan(from.Request, from.Inspection)));
            var halved = dag.Map("halve", title.And(plan), HalveFunction.Reference, from => TitlePlanner.ToHalve(from.First, from.Second));
            var grouped = title.And(plan).And(halved);
            var encoding = dag.MapCall(
                "encode", grouped, Methods.Encode,
                from => TitlePlanner.EncodeRequests(from.First.First.Request, EncodeGroup.Of(from.First.First, from.First.Second, from.Second)));
            var audio = dag.MapCall("audio", title, Methods.EncodeAudio, AudioTracks.Requests);
            var quality = dag.MapCall(
                "quality", grouped.And(encoding), Methods.Measure,
                from => TitleQualities.Requests(from.First.First.First, EncodeGroup.Of(from.First.First.First, from.First.First.Second, from.First.Second), from.Second));
            var package = dag.Call(
                "package", title.And(encoding).And(audio).And(quality), Methods.Package,
                from => Packages.Request(from.First.First.First.Request, from.First.First.First.Inspection, from.First.First.Second, from.First.Second, from.Second));
            return dag.Inline(
                "respond", title.And(encoding).And(audio).And(quality).And(package), PrepareTitleResponse.Parser,
                (from, _, _) => Task.FromResult(Packages.Respond(
                    from.First.First.First.First.Request, from.First.First.First.First.Inspection, from.First.First.First.Second, from.First.First.Second, from.First.Second,
                    from.Second)));
        });
}

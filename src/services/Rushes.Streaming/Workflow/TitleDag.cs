using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Streaming.Workflow;

/// <summary>
/// <code>
/// inspect ──► plan ──► encode (map: codecs) ──► quality (map: codecs) ─┬─► package ──► respond
///    └────────────► audio (map: tracks) ──────────────────────────────┘
/// </code>
/// The package waits for the scores, because its proof has them.
/// Every box but plan and respond is a call of another service.
/// </summary>
internal static class TitleDag
{
    public static readonly Dag<PrepareTitleRequest, PrepareTitleResponse> Definition =
        Dag.Define<PrepareTitleRequest, PrepareTitleResponse>("streaming.title", version: 4, PrepareTitleRequest.Parser, dag =>
        {
            var inspection = dag.Call("inspect", dag.Request, Methods.Inspect, TitlePlanner.InspectRequest);
            var plan = dag.Inline(
                "plan", dag.Request.And(inspection), TitlePlan.Parser,
                (from, _, _) => Task.FromResult(TitlePlanner.Plan(from.First, from.Second)));
            var encoding = dag.MapCall(
                "encode", dag.Request.And(inspection).And(plan), Methods.Encode,
                from => TitlePlanner.EncodeRequests(from.First.First, from.First.Second, from.Second));
            var audio = dag.MapCall("audio", inspection, Methods.EncodeAudio, AudioTracks.Requests);
            var quality = dag.MapCall(
                "quality", dag.Request.And(inspection).And(encoding), Methods.Measure,
                from => TitleQualities.Requests(from.First.First, from.First.Second, from.Second));
            var package = dag.Call(
                "package", dag.Request.And(inspection).And(encoding).And(audio).And(quality), Methods.Package,
                from => Packages.Request(from.First.First.First.First, from.First.First.First.Second, from.First.First.Second, from.First.Second, from.Second));
            return dag.Inline(
                "respond", dag.Request.And(inspection).And(encoding).And(audio).And(quality).And(package), PrepareTitleResponse.Parser,
                (from, _, _) => Task.FromResult(Packages.Respond(
                    from.First.First.First.First.First, from.First.First.First.First.Second, from.First.First.First.Second, from.First.First.Second, from.First.Second,
                    from.Second)));
        });
}

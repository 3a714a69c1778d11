using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Functions.Assemble;
using Rushes.Encoding.Functions.Share;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// <code>
/// split ──► encode (map: chunk × group of renditions, piece after piece) ──► assemble (reduce) ──► validate (call of VVS) ──► share ──► notify
/// </code>
/// Nothing is copied on the way: chunks stay where the encoder's attempt put them, and assembling writes an index. Those that were found to
/// be right are shared with other jobs at the end.
/// </summary>
internal static class EncodeDag
{
    public static readonly Dag<EncodeRequest, EncodeResponse> Definition =
        Dag.Define<EncodeRequest, EncodeResponse>("encoding.encode", version: 3, EncodeRequest.Parser, dag =>
        {
            var split = dag.Inline("split", dag.Request, SplitPlan.Parser, Splitter.SplitAsync);
            var chunks = dag.Map(
                "encode", dag.Request.And(split), [.. VideoFormats.All.Select(format => format.Function)], from => Splitter.Tasks(from.First, from.Second));
            var assembled = dag.Function(
                "assemble", dag.Request.And(split).And(chunks), AssembleFunction.Reference,
                from => Splitter.AssembleTask(from.First.First, from.First.Second, from.Second));
            var verdict = dag.Call(
                "validate", dag.Request.And(split).And(assembled), Methods.Validate,
                from => Verdict.Expectations(from.First.First, from.First.Second, from.Second));
            var shared = dag.Map("share", chunks.And(verdict), ShareFunction.Reference, from => ShareFunction.Tasks(from.First, from.Second));
            return dag.Inline(
                "notify", assembled.And(verdict).And(shared), EncodeResponse.Parser,
                (from, context, _) => Task.FromResult(Verdict.Respond(from.First.First, from.First.Second, context.Tools)));
        });
}

using Rushes.Contracts;
using Rushes.Encoding.Formats;
using Rushes.Encoding.Functions.Assemble;
using Rushes.Encoding.Functions.Keep;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Encoding.Workflow;

/// <summary>
/// <code>
/// split ──► measure (map: chunk or piece × group) ──► share ──► encode (map: chunk, piece after piece, or piece × group of renditions) ──► assemble (reduce)
///                                                                            ──► validate (call of VVS) ──► keep ──► notify
/// </code>
/// Only renditions in two passes are measured, and share their bits out over their runs; without any, both steps are empty.
/// Nothing is copied on the way: chunks stay where the encoder's attempt put them, and assembling writes an index. Those that were found to
/// be right are kept for other jobs at the end.
/// </summary>
internal static class EncodeDag
{
    public static readonly Dag<EncodeRequest, EncodeResponse> Definition =
        Dag.Define<EncodeRequest, EncodeResponse>("encoding.encode", version: 3, EncodeRequest.Parser, dag =>
        {
            FunctionReference<ChunkTask, ChunkResult>[] encoders = [.. VideoFormats.All.Select(format => format.Function)];
            var split = dag.Inline("split", dag.Request, SplitPlan.Parser, Splitter.SplitAsync);
            var measured = dag.Map("measure", dag.Request.And(split), encoders, from => Splitter.MeasureTasks(from.First, from.Second));
            var shares = dag.Inline<((EncodeRequest, SplitPlan), IReadOnlyList<ChunkResult>), RunShares>(
                "share", dag.Request.And(split).And(measured), RunShares.Parser,
                (from, context, cancellationToken) => ShareStep.ShareAsync(from.Item1.Item1, from.Item1.Item2, from.Item2, context, cancellationToken));
            var chunks = dag.Map(
                "encode", dag.Request.And(split).And(shares), encoders, from => Splitter.Tasks(from.First.First, from.First.Second, from.Second));
            var assembled = dag.Function(
                "assemble", dag.Request.And(split).And(chunks), AssembleFunction.Reference,
                from => Splitter.AssembleTask(from.First.First, from.First.Second, from.Second));
            var verdict = dag.Call(
                "validate", dag.Request.And(split).And(assembled), Methods.Validate,
                from => Verdict.Expectations(from.First.First, from.First.Second, from.Second));
            var kept = dag.Map("keep", chunks.And(verdict), KeepFunction.Reference, from => KeepFunction.Tasks(from.First, from.Second));
            return dag.Inline(
                "notify", assembled.And(verdict).And(kept), EncodeResponse.Parser,
                (from, context, _) => Task.FromResult(Verdict.Respond(from.First.First, from.First.Second, context.Tools)));
        });
}

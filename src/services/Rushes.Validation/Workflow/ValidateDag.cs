using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Validation.Functions.Conform;
using Rushes.Validation.Functions.Decode;
using Rushes.Validation.Functions.Judge;

namespace Rushes.Validation.Workflow;

/// <summary>
/// <code>
/// judge (map: video) ───────────┐
/// conform (map: video) ─────────┼─► answer
/// decode (map: video × chunk) ──┘
/// </code>
/// The judge reads indexes and timelines; conformance is read from the samples; only decoding makes pictures of them.
/// </summary>
internal static class ValidateDag
{
    public static readonly Dag<ValidateRequest, ValidateResponse> Definition =
        Dag.Define<ValidateRequest, ValidateResponse>("validation.validate", version: 2, ValidateRequest.Parser, dag =>
        {
            var judged = dag.Map("judge", dag.Request, JudgeFunction.Reference, ValidateItems.ToJudge);
            var conforming = dag.Map("conform", dag.Request, ConformFunction.Reference, ValidateItems.ToConform);
            var decoded = dag.Map("decode", dag.Request, DecodeFunction.Reference, ValidateItems.ToDecode);
            return dag.Inline(
                "answer", judged.And(conforming).And(decoded), ValidateResponse.Parser,
                (from, _, _) => Task.FromResult(ValidateItems.Answer(from.First.First, from.First.Second, from.Second)));
        });
}

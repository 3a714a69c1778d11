using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Validation.Functions.Compare;
using Rushes.Validation.Functions.Conform;
using Rushes.Validation.Functions.Decode;
using Rushes.Validation.Functions.Judge;

namespace Rushes.Validation.Workflow;

/// <summary>
/// <code>
/// judge (map: video) ────────────────────────────────────┬─► answer
/// conform (map: video) ──────────────────────────────────┤
/// decode (map: video × chunk) ──┬────────────────────────┤
///                               └─► compare (map: video) ┘
/// </code>
/// The judge reads indexes and timelines; conformance is read from the samples; only decoding makes pictures of them. It leaves
/// fingerprints of the frames, and comparing holds those against the mezzanine's, where there are such.
/// </summary>
internal static class ValidateDag
{
    public static readonly Dag<ValidateRequest, ValidateResponse> Definition =
        Dag.Define<ValidateRequest, ValidateResponse>("validation.validate", version: 3, ValidateRequest.Parser, dag =>
        {
            var decoded = dag.Map("decode", dag.Request, DecodeFunction.Reference, ValidateItems.ToDecode);
            var judged = dag.Map("judge", dag.Request, JudgeFunction.Reference, ValidateItems.ToJudge);
            var conforming = dag.Map("conform", dag.Request, ConformFunction.Reference, ValidateItems.ToConform);
            var compared = dag.Map(
                "compare", dag.Request.And(decoded), CompareFunction.Reference, from => ValidateItems.ToCompare(from.First, from.Second));
            return dag.Inline(
                "answer", dag.Request.And(decoded).And(judged).And(conforming).And(compared), ValidateResponse.Parser,
                (from, _, _) => Task.FromResult(ValidateItems.Answer(
                    from.First.First.First.First, from.First.First.First.Second, from.First.First.Second, from.First.Second, from.Second)));
        });
}

using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Validation.Functions.Compare;
using Rushes.Validation.Functions.Decode;
using Rushes.Validation.Functions.Judge;

namespace Rushes.Validation.Workflow;

/// <summary>
/// <code>
/// judge (map: video) ────────────────────────────────────┬─► answer
/// decode (map: video × chunk) ──┬────────────────────────┤
///                               └─► compare (map: video) ┘
/// </code>
/// The judge reads indexes; only decoding touches samples. Decoding leaves fingerprints of the frames, and comparing holds them
/// against the mezzanine's, where there are such.
/// </summary>
internal static class ValidateDag
{
    public static readonly Dag<ValidateRequest, ValidateResponse> Definition =
        Dag.Define<ValidateRequest, ValidateResponse>("validation.validate", version: 2, ValidateRequest.Parser, dag =>
        {
            var judged = dag.Map("judge", dag.Request, JudgeFunction.Reference, ValidateItems.ToJudge);
            var decoded = dag.Map("decode", dag.Request, DecodeFunction.Reference, ValidateItems.ToDecode);
            var compared = dag.Map(
                "compare", dag.Request.And(decoded), CompareFunction.Reference, from => ValidateItems.ToCompare(from.First, from.Second));
            return dag.Inline(
                "answer", judged.And(decoded).And(compared), ValidateResponse.Parser,
                (from, _, _) => Task.FromResult(ValidateItems.Answer(from.First.First, from.First.Second, from.Second)));
        });
}

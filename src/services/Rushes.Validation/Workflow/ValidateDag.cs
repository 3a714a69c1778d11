using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Validation.Functions.Decode;
using Rushes.Validation.Functions.Judge;

namespace Rushes.Validation.Workflow;

/// <summary>
/// <code>
/// judge (map: video) ───────────┬─► answer
/// decode (map: video × chunk) ──┘
/// </code>
/// The judge reads indexes; only decoding touches samples.
/// </summary>
internal static class ValidateDag
{
    public static readonly Dag<ValidateRequest, ValidateResponse> Definition =
        Dag.Define<ValidateRequest, ValidateResponse>("validation.validate", version: 1, ValidateRequest.Parser, dag =>
        {
            var judged = dag.Map("judge", dag.Request, JudgeFunction.Reference, ValidateItems.ToJudge);
            var decoded = dag.Map("decode", dag.Request, DecodeFunction.Reference, ValidateItems.ToDecode);
            return dag.Inline(
                "answer", judged.And(decoded), ValidateResponse.Parser,
                (from, _, _) => Task.FromResult(ValidateItems.Answer(from.First, from.Second)));
        });
}

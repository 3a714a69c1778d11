using Rushes.Contracts;
using Rushes.Platform.Workflows;
using Rushes.Quality.Functions.Align;
using Rushes.Quality.Functions.Picture;
using Rushes.Quality.Functions.Pool;
using Rushes.Quality.Functions.Score;

namespace Rushes.Quality.Workflow;

/// <summary>
/// <code>
/// align (map: video) ──► score (map: window × videos) ──► pool (map: video) ──► picture (map: worst frames) ──► answer
/// </code>
/// Aligning proves that an encode shows the reference's frames, and cuts it into windows; what does not is refused, not scored. Videos of
/// the same windows are scored by one process, which decodes the reference once.
/// </summary>
internal static class MeasureDag
{
    public static readonly Dag<MeasureRequest, MeasureResponse> Definition =
        Dag.Define<MeasureRequest, MeasureResponse>("quality.measure", version: 1, MeasureRequest.Parser, dag =>
        {
            var aligned = dag.Map("align", dag.Request, AlignFunction.Reference, MeasureItems.ToAlign);
            var scored = dag.Map("score", dag.Request.And(aligned), ScoreFunction.Reference, from => MeasureItems.ToScore(from.First, from.Second));
            var pooled = dag.Map(
                "pool", dag.Request.And(aligned).And(scored), PoolFunction.Reference,
                from => MeasureItems.ToPool(from.First.First, from.First.Second, from.Second));
            var shown = dag.Map(
                "picture", dag.Request.And(aligned).And(pooled), PictureFunction.Reference,
                from => MeasureItems.ToShow(from.First.First, from.First.Second, from.Second));
            return dag.Inline(
                "answer", aligned.And(scored).And(pooled).And(shown), MeasureResponse.Parser,
                (from, context, _) => Task.FromResult(
                    MeasureItems.Answer(from.First.First.First, from.First.First.Second, from.First.Second, from.Second, context.Tools)));
        });
}

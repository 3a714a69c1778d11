using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>How far a measurement is: what is inspected first, and then each window that is scored.</summary>
internal static class QualityProgress
{
    public static ProgressState Of(IReadOnlyList<WorkSnapshot> works)
    {
        WorkSnapshot[] scoring = [.. works.Where(work => work is { Workflow: "quality.measure", Node: "score" })];
        var fraction = Fraction(scoring);
        var inspection = StageOf([.. works.Where(work => Phases.Of(work) == "inspect")]);
        var quality = StageOf([.. works.Where(work => Phases.Of(work) == "quality")]);
        return new ProgressState(
            [new PhaseState("inspect", inspection), new PhaseState("quality", quality) { Fraction = scoring.Length > 0 ? fraction : null }],
            [], fraction, null, null, null);
    }

    private static double Fraction(WorkSnapshot[] works) => works.Length == 0
        ? 0
        : works.Sum(work => work.Weight * (work.State == WorkState.Done ? 1 : work.Total > 0 ? Math.Clamp((double)work.Done / work.Total, 0, 1) : 0))
            / works.Sum(work => (double)work.Weight);

    private static PhaseStage StageOf(WorkSnapshot[] works) =>
        works.Length == 0 ? PhaseStage.Waiting
        : Array.Exists(works, work => work.State == WorkState.Failed) ? PhaseStage.Failed
        : Array.TrueForAll(works, work => work.State == WorkState.Done) ? PhaseStage.Done
        : PhaseStage.Running;
}

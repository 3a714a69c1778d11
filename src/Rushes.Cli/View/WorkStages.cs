using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>How far works are that belong together.</summary>
internal static class WorkStages
{
    public static PhaseStage Stage(this WorkSnapshot[] works) =>
        works.Length == 0 ? PhaseStage.Waiting
        : Array.Exists(works, work => work.State == WorkState.Failed) ? PhaseStage.Failed
        : Array.TrueForAll(works, work => work.State == WorkState.Done) ? PhaseStage.Done
        : Array.TrueForAll(works, work => work.State == WorkState.Waiting) ? PhaseStage.Waiting
        : PhaseStage.Running;

    /// <summary>By weight, 0 to 1.</summary>
    public static double Fraction(this WorkSnapshot[] works) => works.Length == 0
        ? 0
        : works.Sum(work => work.Weight * (work.State == WorkState.Done ? 1 : work.Total > 0 ? Math.Clamp((double)work.Done / work.Total, 0, 1) : 0))
            / works.Sum(work => (double)work.Weight);
}

using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>How far a measurement is: what is inspected first, and then each window that is scored.</summary>
internal static class QualityProgress
{
    public static ProgressState Of(IReadOnlyList<WorkSnapshot> works)
    {
        WorkSnapshot[] scoring = [.. works.Where(work => work is { Workflow: "quality.measure", Node: "score" })];
        var fraction = scoring.Fraction();
        var inspection = OfPhase("inspect").Stage();
        var quality = OfPhase("quality").Stage();
        return new ProgressState(
            [new PhaseState("inspect", inspection), new PhaseState("quality", quality) { Fraction = scoring.Length > 0 ? fraction : null }],
            [], fraction, null, null, null);

        WorkSnapshot[] OfPhase(string phase) => [.. works.Where(work => Phases.Of(work) == phase)];
    }
}

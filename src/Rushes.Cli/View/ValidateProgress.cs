using Rushes.Platform.Hosting;

namespace Rushes.Cli.View;

/// <summary>How far a validation is, once the samples are read: what is decoded, and then compared.</summary>
internal static class ValidateProgress
{
    public static ProgressState Of(IReadOnlyList<WorkSnapshot> works, bool compares)
    {
        var decoding = OfPhase("inspect");
        var fraction = decoding.Fraction();
        return new ProgressState(
            [
                new PhaseState("decode", decoding.Stage()) { Fraction = Array.Exists(decoding, work => work.Total > 0) ? fraction : null },
                .. compares ? [new PhaseState("compare", OfPhase("validate").Stage())] : Array.Empty<PhaseState>(),
            ],
            [], fraction, null, null, null);

        WorkSnapshot[] OfPhase(string phase) => [.. works.Where(work => Phases.Of(work) == phase)];
    }
}

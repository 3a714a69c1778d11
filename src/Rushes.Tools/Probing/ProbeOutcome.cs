using Rushes.Contracts;

namespace Rushes.Tools.Probing;

/// <summary>A file is probed, or refused.</summary>
public abstract record ProbeOutcome
{
    private ProbeOutcome()
    {
    }

    public sealed record Probed(ProbedMedia Media) : ProbeOutcome;

    public sealed record Refused(Failure Failure) : ProbeOutcome;
}

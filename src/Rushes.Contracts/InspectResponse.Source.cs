namespace Rushes.Contracts;

public sealed partial class InspectResponse
{
    /// <summary>The pictures that were inspected, as other services take them; without the digests of what is coded.</summary>
    public VideoSource ToVideoSource() => new()
    {
        Media = Source,
        Track = Video,
        Timeline = Timeline,
        Fingerprints = Fingerprints,
        Damaged = { Findings.Where(finding => finding.TellsOfDamage).Select(finding => finding.Frames) },
    };
}

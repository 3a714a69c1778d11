using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests;

/// <summary>A packaged track as manifests name it.</summary>
/// <param name="Files">Where it lies; no two tracks have one stem.</param>
/// <param name="Plan">Sizes, rates, ranges and format.</param>
public abstract record PresentationTrack(TrackFiles Files, CmafTrackPlan Plan)
{
    /// <summary>Null when it is clear.</summary>
    public TrackProtection? Protection { get; init; }

    internal TrackFormat Format => Plan.Index.Format;

    /// <summary>Where the last sample ends on the timeline, seconds.</summary>
    internal Rational End => new(Plan.Index.FirstTime + Plan.Index.TotalDuration, Plan.Index.Timescale);
}

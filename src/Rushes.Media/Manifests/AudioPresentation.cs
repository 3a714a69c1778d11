using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests;

/// <summary>A track of sound.</summary>
/// <inheritdoc cref="PresentationTrack"/>
/// <param name="Language">BCP 47; "und" when not known.</param>
/// <param name="IsDefault">Played when the viewer chose nothing.</param>
public sealed record AudioPresentation(TrackFiles Files, CmafTrackPlan Plan, string Language, bool IsDefault)
    : PresentationTrack(Files, Plan)
{
    public AudioPurpose Purpose { get; init; }

    /// <summary>For people; null: the language names it.</summary>
    public string? Label { get; init; }
}

using Rushes.Media.Isobmff;

namespace Rushes.Media.Manifests;

/// <summary>A packaged track as manifests name it.</summary>
/// <param name="Name">Unique among the tracks; for people too.</param>
/// <param name="MediaUri">Of the track's file, relative to the manifests.</param>
/// <param name="PlaylistUri">Of the track's own HLS playlist, relative to the multivariant playlist.</param>
/// <param name="Plan">Sizes, rates, ranges and format.</param>
public abstract record PresentationTrack(string Name, string MediaUri, string PlaylistUri, CmafTrackPlan Plan);

/// <inheritdoc cref="PresentationTrack"/>
/// <param name="FrameRate">Average, frames a second.</param>
/// <param name="VideoRange">"SDR", "HLG" or "PQ"; see <see cref="Colour.VideoRange"/>.</param>
public sealed record VideoPresentation(
    string Name, string MediaUri, string PlaylistUri, CmafTrackPlan Plan, Timing.Rational FrameRate, string VideoRange = "SDR")
    : PresentationTrack(Name, MediaUri, PlaylistUri, Plan);

/// <inheritdoc cref="PresentationTrack"/>
/// <param name="Group">
/// The encoding: "aac". Each group has to hold the same sounds (RFC 8216 §4.3.4.1.1), so a language that comes in another
/// channel layout makes no group of its own.
/// </param>
/// <param name="Language">BCP 47; "und" when not known.</param>
/// <param name="IsDefault">Played when the viewer chose nothing; at most one of a group.</param>
public sealed record AudioPresentation(
    string Name, string MediaUri, string PlaylistUri, CmafTrackPlan Plan, string Group, string Language, bool IsDefault)
    : PresentationTrack(Name, MediaUri, PlaylistUri, Plan);

using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Manifests;

/// <summary>A rendition of the picture.</summary>
/// <inheritdoc cref="PresentationTrack"/>
/// <param name="FrameRate">Average, frames a second.</param>
public sealed record VideoPresentation(TrackFiles Files, CmafTrackPlan Plan, Rational FrameRate)
    : PresentationTrack(Files, Plan)
{
    /// <summary>The key frames of the rendition as a track of its own, for DASH players that run fast; see <see cref="Indexing.KeyFrames"/>.</summary>
    public VideoPresentation? TrickPlay { get; init; }

    /// <summary>"SDR", "HLG" or "PQ".</summary>
    internal string VideoRange => Plan.Colour?.VideoRange ?? "SDR";

    /// <summary>Width to height of the picture before it is turned.</summary>
    internal Rational PictureAspect => Format.PixelAspect * new Rational(Format.Width, Format.Height);
}

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

    /// <summary>Width of a sample to its height.</summary>
    internal Rational PixelAspect => Format.Picture.PixelAspect is { Numerator: > 0 } aspect ? aspect : Rational.One;

    /// <summary>Width to height of the picture before it is turned.</summary>
    internal Rational PictureAspect => PixelAspect * new Rational(Format.Width, Format.Height);

    /// <summary>Square samples, upright.</summary>
    internal (long Width, long Height) DisplaySize
    {
        get
        {
            var width = (PixelAspect * Format.Width).CeilingTicks(1);
            return Format.Picture.Rotation is 90 or 270 ? (Format.Height, width) : (width, Format.Height);
        }
    }
}

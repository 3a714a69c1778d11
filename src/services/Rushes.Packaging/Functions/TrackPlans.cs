using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using MediaColour = Rushes.Media.Isobmff.Colour;

namespace Rushes.Packaging.Functions;

/// <summary>
/// From a task to the plan of its track: pure but for reading its index, so tracks and manifests, made by
/// different functions, agree to the byte.
/// </summary>
internal static class TrackPlans
{
    public static async Task<CmafTrackPlan> CreateAsync(TrackTask track, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(track.Index, FrameIndex.ReadFrom, cancellationToken);
        var options = new CmafTrackOptions
        {
            Language = track.Language.Length > 0 ? track.Language : "und",
            Colour = ColourOf(track),
            DecodeLead = new Media.Timing.Rational(track.DecodeLead.Numerator, track.DecodeLead.Denominator),
        };
        return new CmafTrackPlan(index, [.. track.SegmentStarts.Select(start => (int)start)], track.BaseSeconds, options);
    }

    public static MediaColour? ColourOf(TrackTask track) => track.Colour is { } colour
        ? MediaColour.FromNames(colour.Range, colour.Primaries, colour.Transfer, colour.Matrix)
        : null;
}

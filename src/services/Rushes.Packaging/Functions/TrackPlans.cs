using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Timelines;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using MediaColour = Rushes.Media.Isobmff.Colour;

namespace Rushes.Packaging.Functions;

/// <summary>
/// From a task to the plan of its track: pure but for reading index and timeline, so tracks and manifests, made by
/// different functions, agree to the byte.
/// </summary>
internal static class TrackPlans
{
    public static async Task<CmafTrackPlan> CreateAsync(TrackTask track, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(track.Index, FrameIndex.ReadFrom, cancellationToken);
        var starts = track.Kind == TrackKinds.Video
            ? new SegmentPlan(await context.ReadAsync(track.Timeline, Timeline.ReadFrom, cancellationToken), track.SegmentMs).SegmentStarts
            : AudioSegments.Starts(index, track.SegmentMs);
        var options = new CmafTrackOptions
        {
            Language = track.Language.Length > 0 ? track.Language : "und",
            Colour = ColourOf(track),
            DecodeLead = new Media.Timing.Rational(track.DecodeLead.Numerator, track.DecodeLead.Denominator),
        };
        return new CmafTrackPlan(index, starts, track.BaseSeconds, options);
    }

    public static MediaColour? ColourOf(TrackTask track) => track.Colour is { } colour
        ? MediaColour.FromNames(colour.Range, colour.Primaries, colour.Transfer, colour.Matrix)
        : null;
}

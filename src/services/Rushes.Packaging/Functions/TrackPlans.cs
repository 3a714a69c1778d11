using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using MediaColour = Rushes.Media.Isobmff.Colour;

namespace Rushes.Packaging.Functions;

/// <summary>
/// From a task to the plan of its track: pure but for reading its index and map, so tracks and manifests, made by
/// different functions, agree to the byte.
/// </summary>
internal static class TrackPlans
{
    /// <param name="track">What to plan.</param>
    /// <param name="encryption">Not disposed before the track is written; null: it stays clear.</param>
    /// <param name="context">Of the function.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<CmafTrackPlan> CreateAsync(
        TrackTask track, PackageEncryption? encryption, FunctionContext context, CancellationToken cancellationToken)
    {
        var index = await context.ReadAsync(track.Index, FrameIndex.ReadFrom, cancellationToken);
        IReadOnlyList<int> starts = [.. track.SegmentStarts.Select(start => (int)start)];
        if (track.Kind == TrackKinds.TrickPlay)
        {
            (index, starts) = KeyFrames.Of(index, starts);
        }

        var options = new CmafTrackOptions
        {
            Language = track.Language.Length > 0 ? track.Language : "und",
            Colour = ColourOf(track.Colour),
            DecodeLead = new Media.Timing.Rational(track.DecodeLead.Numerator, track.DecodeLead.Denominator),
            Protection = encryption is null
                ? null
                : new SampleProtection(encryption, TrackPaths.For(track).Files.Stem, index, starts, await context.ReadAsync(track.Map, SampleMap.ReadFrom, cancellationToken)),
        };
        return new CmafTrackPlan(index, starts, track.BaseSeconds, options);
    }

    /// <returns>Null: nothing is said.</returns>
    public static MediaColour? ColourOf(Contracts.Colour? colour) =>
        colour is null ? null : MediaColour.FromNames(colour.Range, colour.Primaries, colour.Transfer, colour.Matrix);
}

using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Workflows;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Workflow;

/// <summary>One task for each track, and the clock that they share.</summary>
internal static class PackagePlanner
{
    public static async Task<StepOutcome<PackagePlan>> PlanAsync(PackageRequest request, StepContext context, CancellationToken cancellationToken)
    {
        var lead = MediaRational.Zero;
        foreach (var index in request.Videos.Select(video => video.Index).Concat(request.Audio.Select(track => track.Index)))
        {
            await using var stream = await context.Store.OpenReadAsync(index.Uri, cancellationToken);
            var own = PackageBase.DecodeLead(FrameIndex.ReadFrom(stream));
            lead = own > lead ? own : lead;
        }

        var plan = new PackagePlan { BaseSeconds = PackageBase.Seconds(lead) };
        plan.Tracks.AddRange(request.Videos.Select(video => VideoTask(request, video)));
        plan.Tracks.AddRange(request.Audio.Select((track, position) => AudioTask(request, track, position)));
        foreach (var track in plan.Tracks)
        {
            track.BaseSeconds = plan.BaseSeconds;
            track.DecodeLead = new Rational { Numerator = lead.Numerator, Denominator = lead.Denominator };
        }

        return plan;
    }

    public static MapItem<ManifestTask> ManifestTask(PackageRequest request, PackagePlan plan) => new(
        new ManifestTask { DestinationUri = request.DestinationUri, Tracks = { plan.Tracks } }, "manifests", 1);

    public static MapItem<ProofTask> ProofTask(PackageRequest request, PackagePlan plan, IEnumerable<PackagedTrack> tracks, ManifestsWritten manifests) => new(
        new ProofTask { Request = request, Plan = plan, Tracks = { tracks }, Manifests = manifests }, "proof", 1);

    private static TrackTask VideoTask(PackageRequest request, EncodedVideo video) => new()
    {
        DestinationUri = request.DestinationUri,
        Name = video.Name,
        Kind = TrackKinds.Video,
        Codec = "avc",
        Index = video.Index,
        Timeline = request.Timeline,
        SegmentMs = request.SegmentMs,
        Colour = video.Recipe.Colour,
        FrameRate = request.FrameRate,
    };

    private static TrackTask AudioTask(PackageRequest request, EncodedAudio track, int position) => new()
    {
        DestinationUri = request.DestinationUri,
        Name = track.Name,
        Kind = TrackKinds.Audio,
        Codec = track.Codec,
        Index = track.Index,
        SegmentMs = request.SegmentMs,
        Language = track.Language,
        // One track is played when the viewer chose nothing: the source's default, or else the first.
        IsDefault = request.Audio.Any(other => other.IsDefault)
            ? track.IsDefault && !request.Audio.Take(position).Any(other => other.IsDefault)
            : position == 0,
    };
}

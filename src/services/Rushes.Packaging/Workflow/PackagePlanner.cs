using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Workflow;

/// <summary>One task for each track, and the base that they share.</summary>
internal static class PackagePlanner
{
    public static async Task<StepOutcome<PackagePlan>> PlanAsync(PackageRequest request, StepContext context, CancellationToken cancellationToken)
    {
        var plan = new PackagePlan { BaseSeconds = 1 };
        foreach (var index in request.Videos.Select(video => video.Index).Concat(request.Audio.Select(track => track.Index)))
        {
            await using var stream = await context.Store.OpenReadAsync(index.Uri, cancellationToken);
            plan.BaseSeconds = Math.Max(plan.BaseSeconds, PackageBase.Seconds([FrameIndex.ReadFrom(stream)]));
        }

        plan.Tracks.AddRange(request.Videos.Select(video => VideoTask(request, video, plan.BaseSeconds)));
        plan.Tracks.AddRange(request.Audio.Select((track, position) => AudioTask(request, track, plan.BaseSeconds, position)));
        return plan;
    }

    public static MapItem<ManifestTask> ManifestTask(PackageRequest request, PackagePlan plan) => new(
        new ManifestTask { DestinationUri = request.DestinationUri, Tracks = { plan.Tracks } }, "manifests", 1);

    private static TrackTask VideoTask(PackageRequest request, EncodedVideo video, long baseSeconds) => new()
    {
        DestinationUri = request.DestinationUri,
        Name = video.Name,
        Kind = TrackKinds.Video,
        Codec = "avc",
        Index = video.Index,
        Timeline = request.Timeline,
        SegmentMs = request.SegmentMs,
        BaseSeconds = baseSeconds,
        Colour = video.Recipe.Colour,
        FrameRate = request.FrameRate,
    };

    private static TrackTask AudioTask(PackageRequest request, EncodedAudio track, long baseSeconds, int position) => new()
    {
        DestinationUri = request.DestinationUri,
        Name = track.Name,
        Kind = TrackKinds.Audio,
        Codec = track.Codec,
        Index = track.Index,
        SegmentMs = request.SegmentMs,
        BaseSeconds = baseSeconds,
        Language = track.Language,
        // One track is played when the viewer chose nothing: the source's default, or else the first.
        IsDefault = request.Audio.Any(other => other.IsDefault)
            ? track.IsDefault && !request.Audio.Take(position).Any(other => other.IsDefault)
            : position == 0,
    };
}

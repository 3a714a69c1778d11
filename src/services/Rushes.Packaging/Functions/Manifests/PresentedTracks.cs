using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Packaging.Keys;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Functions.Manifests;

/// <summary>The tracks of a package as its manifests name them.</summary>
/// <param name="Video">Each with the track of its key frames, where there is one.</param>
/// <param name="Audio">In the order of the plan.</param>
internal sealed record PresentedTracks(IReadOnlyList<VideoPresentation> Video, IReadOnlyList<AudioPresentation> Audio)
{
    public static async Task<PresentedTracks> ReadAsync(IReadOnlyList<TrackTask> tasks, FunctionContext context, CancellationToken cancellationToken)
    {
        using var encryption = await JobKeys.ReadAsync(tasks.Select(track => track.Keys).FirstOrDefault(), context, cancellationToken);
        var plans = new Dictionary<TrackTask, CmafTrackPlan>(tasks.Count, ReferenceEqualityComparer.Instance);
        foreach (var task in tasks)
        {
            plans.Add(task, await TrackPlans.CreateAsync(task, encryption, context, cancellationToken));
        }

        var trickPlay = tasks.Where(task => task.Kind == TrackKinds.TrickPlay).ToDictionary(task => (task.Codec, task.Name), task => Picture(task, plans[task], encryption));
        return new PresentedTracks(
            [.. tasks.Where(task => task.Kind == TrackKinds.Video).Select(task => Picture(task, plans[task], encryption) with { TrickPlay = trickPlay.GetValueOrDefault((task.Codec, task.Name)) })],
            [.. tasks.Where(task => task.Kind == TrackKinds.Audio).Select(task => Sound(task, plans[task], encryption))]);
    }

    private static VideoPresentation Picture(TrackTask task, CmafTrackPlan plan, PackageEncryption? encryption) =>
        new(TrackPaths.For(task).Files, plan, new MediaRational(task.FrameRate.Numerator, task.FrameRate.Denominator)) { Protection = Protection(plan, encryption) };

    private static AudioPresentation Sound(TrackTask task, CmafTrackPlan plan, PackageEncryption? encryption) =>
        new(TrackPaths.For(task).Files, plan, task.Language, task.IsDefault) { Protection = Protection(plan, encryption) };

    private static TrackProtection? Protection(CmafTrackPlan plan, PackageEncryption? encryption) =>
        encryption is null ? null : TrackProtection.Describe(encryption, plan.Index.Format);
}

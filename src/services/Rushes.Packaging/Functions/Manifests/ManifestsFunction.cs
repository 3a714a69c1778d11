using Rushes.Media.Manifests;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;
using MediaRational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Functions.Manifests;

/// <summary>Writes the two manifests of the one set of media.</summary>
internal static class ManifestsFunction
{
    public static readonly FunctionReference<ManifestTask, ManifestsWritten> Reference =
        new("packaging.manifests", ManifestTask.Parser, ManifestsWritten.Parser);

    public static async Task<StepOutcome<ManifestsWritten>> RunAsync(ManifestTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var video = new List<VideoPresentation>();
        var audio = new List<AudioPresentation>();
        foreach (var track in task.Tracks)
        {
            var plan = await TrackPlans.CreateAsync(track, context, cancellationToken);
            var paths = TrackPaths.For(track);
            if (track.Kind == TrackKinds.Video)
            {
                var rate = new MediaRational(track.FrameRate.Numerator, track.FrameRate.Denominator);
                var range = TrackPlans.ColourOf(track)?.VideoRange ?? "SDR";
                video.Add(new VideoPresentation(track.Name, paths.Media, paths.Playlist, plan, rate, range));
            }
            else
            {
                audio.Add(new AudioPresentation(track.Name, paths.Media, paths.Playlist, plan, track.Codec, track.Language, track.IsDefault));
            }
        }

        var output = new PackageOutput(task.DestinationUri, context);
        if (task.Hls)
        {
            await output.WriteTextAsync("master.m3u8", HlsMultivariantPlaylist.Create(video, audio), cancellationToken);
        }

        if (task.Dash)
        {
            await output.WriteTextAsync("manifest.mpd", DashManifest.Create(video, audio), cancellationToken);
        }

        await output.FinishAsync(cancellationToken);
        return new ManifestsWritten { Files = { output.Files } };
    }
}

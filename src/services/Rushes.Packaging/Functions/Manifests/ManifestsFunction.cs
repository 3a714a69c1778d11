using Rushes.Contracts;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Dash;
using Rushes.Media.Manifests.Hls;
using Rushes.Media.Manifests.Thumbnails;
using Rushes.Packaging.Functions.Thumbnails;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Functions.Manifests;

/// <summary>Writes the two manifests of the one set of media.</summary>
internal static class ManifestsFunction
{
    public static readonly FunctionReference<ManifestTask, ManifestsWritten> Reference =
        new("packaging.manifests", ManifestTask.Parser, ManifestsWritten.Parser);

    public static async Task<StepOutcome<ManifestsWritten>> RunAsync(ManifestTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var tracks = await PresentedTracks.ReadAsync(task.Tracks, context, cancellationToken);
        var output = new PackageOutput(task.DestinationUri, context);
        var texts = await TextFiles.ReadAsync(task, context, cancellationToken);
        if (texts.Problems.Count > 0)
        {
            return new FailureList { Failures = { texts.Problems } };
        }

        var tiles = task.Thumbnails is { } thumbnails ? ThumbnailTimes.TilesOf(thumbnails, task.LargestSheet) : null;
        var presentation = new Presentation { Video = tracks.Video, Audio = tracks.Audio, Text = [.. texts.Files.Select(file => file.Track)], Thumbnails = tiles };
        foreach (var (track, file) in texts.Files)
        {
            await output.WriteTextAsync(track.Media, file.ForPackage(task.BaseSeconds), cancellationToken);
            await output.WriteTextAsync(track.Playlist, HlsTextPlaylist.Create(track, presentation.Duration), cancellationToken);
        }

        if (tiles is not null)
        {
            await output.WriteTextAsync(ThumbnailTiles.WebVttName, ThumbnailWebVtt.Create(tiles, presentation.Duration), cancellationToken);
        }

        if (task.Hls)
        {
            if (tiles is not null)
            {
                await output.WriteTextAsync(ThumbnailTiles.PlaylistName, ThumbnailPlaylist.Create(tiles), cancellationToken);
            }

            await output.WriteTextAsync("master.m3u8", HlsMultivariantPlaylist.Create(presentation), cancellationToken);
        }

        if (task.Dash)
        {
            await output.WriteTextAsync("manifest.mpd", DashManifest.Create(presentation), cancellationToken);
        }

        await output.FinishAsync(cancellationToken);
        return new ManifestsWritten { Files = { output.Files }, Texts = { output.Proofs } };
    }
}

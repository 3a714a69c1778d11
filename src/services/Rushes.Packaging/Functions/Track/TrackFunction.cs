using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests.Hls;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Functions.Track;

/// <summary>Writes one track: media in one pass, its HLS playlists, its index and the digests of its frames.</summary>
internal static class TrackFunction
{
    public static readonly FunctionReference<TrackTask, PackagedTrack> Reference = new("packaging.track", TrackTask.Parser, PackagedTrack.Parser);

    public static async Task<StepOutcome<PackagedTrack>> RunAsync(TrackTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var plan = await TrackPlans.CreateAsync(task, context, cancellationToken);
        var output = PackageOutput.Of(task.DestinationUri, context);
        var paths = TrackPaths.For(task);
        using var samples = new ChunkSamples(plan.Index, context);
        using var digested = new ChunkSamples(plan.Index, context);
        await Task.WhenAll(
            output.WriteAsync(paths.Files.Media, media => FileWriter.WriteAsync(plan, [samples], media, cancellationToken), cancellationToken),
            output.WriteAsync(paths.Digests, sidecar => FrameDigests.WriteAsync(plan.Index, digested, sidecar, cancellationToken), cancellationToken));
        await output.WriteAsync(paths.Index, stream =>
        {
            plan.CreateIndex($"../{paths.Files.Media}").WriteTo(stream);
            return Task.CompletedTask;
        }, cancellationToken);
        await output.WriteTextAsync(paths.Files.Playlist, HlsMediaPlaylist.Create(paths.Files, plan, []), cancellationToken);
        if (task.Kind == TrackKinds.Video)
        {
            await output.WriteTextAsync(paths.Files.IFramePlaylist, HlsIFramePlaylist.Create(paths.Files, plan, []), cancellationToken);
        }

        return Describe(task, plan, paths, output.Files);
    }

    private static PackagedTrack Describe(TrackTask task, CmafTrackPlan plan, TrackPaths paths, IEnumerable<PackagedFile> files) => new()
    {
        Name = task.Name,
        Kind = task.Kind,
        Codec = task.Codec,
        Codecs = plan.Index.Format.Codecs,
        Path = paths.Files.Media,
        Bytes = plan.Size,
        BitrateAverage = plan.AverageBitrate,
        BitratePeak = plan.PeakBitrate,
        Samples = plan.Index.Count,
        Files = { files },
    };
}

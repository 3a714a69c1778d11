using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;
using Rushes.Platform.Workflows;

namespace Rushes.Packaging.Functions.Track;

/// <summary>Writes one track: media in one pass, its HLS playlist, its index and the digests of its frames.</summary>
internal static class TrackFunction
{
    public static readonly FunctionReference<TrackTask, PackagedTrack> Reference = new("packaging.track", TrackTask.Parser, PackagedTrack.Parser);

    public static async Task<StepOutcome<PackagedTrack>> RunAsync(TrackTask task, FunctionContext context, CancellationToken cancellationToken)
    {
        var plan = await TrackPlans.CreateAsync(task, context, cancellationToken);
        var output = new PackageOutput(task.DestinationUri, context);
        var paths = TrackPaths.For(task);
        using var sidecar = new MemoryStream(checked(plan.Index.Count * FrameDigests.BytesPerFrame));
        using var digests = new FrameDigests(sidecar);
        var digest = Array.Empty<byte>();
        await using (var samples = new ChunkSamples(plan.Index, context))
        {
            await output.WriteAsync(
                paths.Media,
                async media => digest = await CmafTrackWriter.WriteAsync(plan, samples, media, digests, cancellationToken),
                cancellationToken);
        }

        await PutAsync(sidecar, paths.Digests);
        using var index = new MemoryStream();
        plan.CreateIndex($"../{paths.Media}", digest).WriteTo(index);
        await PutAsync(index, paths.Index);
        await output.WriteTextAsync(paths.Playlist, HlsMediaPlaylist.Create($"{paths.FileName}.mp4", plan), cancellationToken);
        return Describe(task, plan, paths, output.Files);

        Task PutAsync(MemoryStream written, string path)
        {
            written.Position = 0;
            return output.PutAsync(path, written, cancellationToken);
        }
    }

    private static PackagedTrack Describe(TrackTask task, CmafTrackPlan plan, TrackPaths paths, IEnumerable<PackagedFile> files) => new()
    {
        Name = task.Name,
        Kind = task.Kind,
        Codec = task.Codec,
        Codecs = plan.Index.Format.Codecs,
        Path = paths.Media,
        Bytes = plan.Size,
        BitrateAverage = plan.AverageBitrate,
        BitratePeak = plan.PeakBitrate,
        Samples = plan.Index.Count,
        Files = { files },
    };
}

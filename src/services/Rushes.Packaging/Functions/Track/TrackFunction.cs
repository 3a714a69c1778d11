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

        // The kernel or the store copies; meanwhile the digests are taken.
        var digests = DigestAsync(plan.Index, context, cancellationToken);
        await output.WriteAsync(paths.Media, plan, cancellationToken);
        await output.PutAsync(paths.Digests, await digests, cancellationToken);

        using var index = new MemoryStream();
        plan.CreateIndex($"../{paths.Media}").WriteTo(index);
        index.Position = 0;
        await output.PutAsync(paths.Index, index, cancellationToken);
        await output.WriteTextAsync(paths.Playlist, HlsMediaPlaylist.Create($"{paths.FileName}.mp4", plan), cancellationToken);
        return Describe(task, plan, paths, output.Files);
    }

    private static async Task<Stream> DigestAsync(FrameIndex index, FunctionContext context, CancellationToken cancellationToken)
    {
        var sidecar = new MemoryStream(checked(index.Count * FrameDigests.BytesPerFrame));
        await using var samples = new ChunkSamples(index, context);
        await Task.Run(() => FrameDigests.WriteAsync(index, samples, sidecar, cancellationToken), cancellationToken);
        sidecar.Position = 0;
        return sidecar;
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
        Resolution = new Resolution { Width = plan.Index.Format.Width, Height = plan.Index.Format.Height },
        SampleRate = plan.Index.Format.SampleRate,
        Channels = plan.Index.Format.Channels,
        Language = task.Language,
    };
}

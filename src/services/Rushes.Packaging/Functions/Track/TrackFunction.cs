using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Proofs;
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
        var output = PackageOutput.Of(task.DestinationUri, context);
        var paths = TrackPaths.For(task);
        using var samples = new ChunkSamples(plan.Index, context);
        using var digested = new ChunkSamples(plan.Index, context);
        var frames = output.WriteDigestedAsync(
            paths.Digests, sidecar => FrameDigests.WriteAsync(plan.Index, digested, sidecar, cancellationToken), cancellationToken);
        await Task.WhenAll(
            output.WriteAsync(paths.Media, media => FileWriter.WriteAsync(plan, [samples], media, cancellationToken), cancellationToken), frames);
        var index = await output.WriteDigestedAsync(paths.Index, stream =>
        {
            plan.CreateIndex($"../{paths.Media}").WriteTo(stream);
            return Task.CompletedTask;
        }, cancellationToken);
        await output.WriteTextAsync(paths.Playlist, HlsMediaPlaylist.Create($"{paths.FileName}.mp4", plan), cancellationToken);
        return Describe(task, plan, paths, output.Files, Proof(plan, paths, index, await frames, output.Texts));
    }

    private static PackagedTrack Describe(TrackTask task, CmafTrackPlan plan, TrackPaths paths, IEnumerable<PackagedFile> files, TrackProof proof) => new()
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
        Proof = proof,
    };

    private static TrackProof Proof(CmafTrackPlan plan, TrackPaths paths, ByteString index, ByteString frames, IEnumerable<FileProof> texts) => new()
    {
        Index = paths.Index,
        IndexDigest = index,
        Boxes = ByteString.CopyFrom(BoxesDigest.Of(plan)),
        Frames = frames,
        Chunks = { plan.Index.Chunks.Select(chunk => new ChunkProof { Digest = ByteString.CopyFrom(chunk.Digest.Span), Frames = chunk.Count }) },
        Timescale = plan.Index.Timescale,
        First = plan.Index.FirstTime,
        Duration = plan.Index.TotalDuration,
        Texts = { texts },
    };
}

using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Manifests.Hls;
using Rushes.Media.Proofs;
using Rushes.Packaging.Keys;
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
        using var encryption = await JobKeys.ReadAsync(task.Keys, context, cancellationToken);
        var plan = await TrackPlans.CreateAsync(task, encryption, context, cancellationToken);
        var output = new PackageOutput(task.DestinationUri, context);
        var paths = TrackPaths.For(task);

        // The kernel or the store copies, or we encrypt; meanwhile the digests of the clear frames are taken.
        var digests = DigestAsync(plan.Index, context, cancellationToken);
        var media = new TrackMedia(paths.Files, plan);
        var encrypted = await WriteAsync(task, plan, media, output, context, cancellationToken);
        await WritePlaylistsAsync(task, plan, paths, Keys(encryption, plan), output, cancellationToken);
        var index = Stored(media.CreateIndex());
        var described = Describe(task, plan, media.Entrance);
        if (task.SegmentFiles)
        {
            await output.WriteProvenAsync(paths.Index, index, cancellationToken);
            await output.WriteProvenAsync(paths.Digests, await digests, cancellationToken);
            described.Parts.AddRange(output.Proofs);
        }
        else
        {
            described.Proof = Proof(plan, paths.Index);
            described.Proof.Encryption = encrypted;
            described.Proof.Texts.AddRange(output.Proofs);
            described.Proof.IndexDigest = await output.PutAsync(paths.Index, index, cancellationToken);
            described.Proof.Frames = await output.PutAsync(paths.Digests, await digests, cancellationToken);
        }

        described.Files.AddRange(output.Files);
        return described;
    }

    private static TrackProof Proof(CmafTrackPlan plan, string index) => new()
    {
        Index = index,
        Boxes = ByteString.CopyFrom(BoxesDigest.Of(plan)),
        Chunks = { plan.Index.Chunks.Where(chunk => !chunk.Digest.IsEmpty).Select(chunk => new ChunkProof { Digest = ByteString.CopyFrom(chunk.Digest.Span), Frames = chunk.Count }) },
        Timescale = plan.Index.Timescale,
        First = plan.Index.FirstTime,
        Duration = plan.Index.TotalDuration,
    };

    private static async Task<EncryptionProof?> WriteAsync(
        TrackTask task, CmafTrackPlan plan, TrackMedia media, PackageOutput output, FunctionContext context, CancellationToken cancellationToken)
    {
        using var encryptor = plan.CreateEncryptor();
        await using var samples = ObjectSamples.Of(plan.Index, context);
        await media.WriteAsync(output, encryptor, samples, cancellationToken);
        return encryptor is null
            ? null
            : new EncryptionProof { Scheme = task.Scheme, KeyId = encryptor.KeyId.ToString(), Frames = ByteString.CopyFrom(encryptor.TakeFramesDigest()) };
    }

    private static IReadOnlyList<HlsKey> Keys(PackageEncryption? encryption, CmafTrackPlan plan) =>
        encryption is null ? [] : TrackProtection.Describe(encryption, plan.Index.Format).Hls;

    private static async Task WritePlaylistsAsync(
        TrackTask task, CmafTrackPlan plan, TrackPaths paths, IReadOnlyList<HlsKey> keys, PackageOutput output, CancellationToken cancellationToken)
    {
        // The playlists of key frames name those in the picture's own file.
        if (task.Kind == TrackKinds.TrickPlay)
        {
            return;
        }

        await output.WriteTextAsync(paths.Files.Playlist, HlsMediaPlaylist.Create(paths.Files, plan, keys), cancellationToken);
        if (task.Kind == TrackKinds.Video)
        {
            await output.WriteTextAsync(paths.Files.IFramePlaylist, HlsIFramePlaylist.Create(paths.Files, plan, keys), cancellationToken);
        }
    }

    private static ReadOnlyMemory<byte> Stored(FrameIndex index)
    {
        using var stored = new MemoryStream();
        index.WriteTo(stored);
        return stored.ToArray();
    }

    private static async Task<ReadOnlyMemory<byte>> DigestAsync(FrameIndex index, FunctionContext context, CancellationToken cancellationToken)
    {
        using var sidecar = new MemoryStream(checked(index.Count * FrameDigests.BytesPerFrame));
        await using var samples = ObjectSamples.Of(index, context);
        await Task.Run(() => FrameDigests.WriteAsync(index, samples, sidecar, cancellationToken), cancellationToken);
        return sidecar.ToArray();
    }

    private static PackagedTrack Describe(TrackTask task, CmafTrackPlan plan, string path) => new()
    {
        Name = task.Name,
        Kind = task.Kind,
        Codec = task.Codec,
        Codecs = plan.Index.Format.Codecs,
        Path = path,
        Bytes = plan.Size,
        BitrateAverage = plan.AverageBitrate,
        BitratePeak = plan.PeakBitrate,
        Samples = plan.Index.Count,
        Resolution = new Resolution { Width = plan.Index.Format.Width, Height = plan.Index.Format.Height },
        SampleRate = plan.Index.Format.SampleRate,
        Channels = plan.Index.Format.Channels,
        Language = task.Language,
    };
}

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
        var output = new PackageOutput(task.DestinationUri, context) { Expected = task.Bytes };
        var paths = TrackPaths.For(task);

        var media = new TrackMedia(paths.Files, plan);
        var (clearDigests, encrypted) = await WriteAsync(task, plan, media, output, context, cancellationToken);
        await WritePlaylistsAsync(task, plan, paths, Keys(encryption, plan), output, cancellationToken);
        var index = Stored(media.CreateIndex());
        var described = Describe(task, plan, media.Entrance);
        described.Parts.AddRange(media.Parts());
        described.Proof = Proof(plan.Index, paths.Index);
        described.Proof.Boxes = task.SegmentFiles ? ByteString.Empty : ByteString.CopyFrom(BoxesDigest.Of(plan));
        described.Proof.Encryption = encrypted;
        described.Proof.Texts.AddRange(output.Proofs);
        described.Proof.IndexDigest = await output.PutAsync(paths.Index, index, cancellationToken);
        described.Proof.Frames = await output.PutAsync(paths.Digests, clearDigests, cancellationToken);
        described.Files.AddRange(output.Files);
        return described;
    }

    /// <summary>What an index says of a track; the digests are to come.</summary>
    internal static TrackProof Proof(FrameIndex index, string path) => new()
    {
        Index = path,
        Chunks = { index.Chunks.Where(chunk => !chunk.Digest.IsEmpty).Select(chunk => new ChunkProof { Digest = ByteString.CopyFrom(chunk.Digest.Span), Frames = chunk.Count }) },
        Timescale = index.Timescale,
        First = index.FirstTime,
        Duration = index.TotalDuration,
    };

    /// <returns>The digests of the clear frames, and what proves the encrypted ones.</returns>
    private static async Task<(ReadOnlyMemory<byte> Clear, EncryptionProof? Encrypted)> WriteAsync(
        TrackTask task, CmafTrackPlan plan, TrackMedia media, PackageOutput output, FunctionContext context, CancellationToken cancellationToken)
    {
        using var encryptor = plan.CreateEncryptor();
        if (encryptor is null)
        {
            // The kernel or the store copies; meanwhile the digests are taken.
            ReadOnlyMemory<byte> digests = default;
            await SideBySide.RunAsync(
                [async token => digests = await DigestAsync(plan.Index, context, token), token => media.WriteAsync(output, null, null, token)], cancellationToken);
            return (digests, null);
        }

        await using var samples = ObjectSamples.Of(plan.Index, context);
        await media.WriteAsync(output, encryptor, samples, cancellationToken);
        var path = TrackPaths.For(task).EncryptedDigests;
        var digest = await output.PutAsync(path, encryptor.Digests, cancellationToken);
        return (encryptor.ClearDigests, new EncryptionProof { Scheme = task.Scheme, KeyId = encryptor.KeyId.ToString(), Frames = digest, Sidecar = path });
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

    internal static ReadOnlyMemory<byte> Stored(FrameIndex index)
    {
        using var stored = new MemoryStream();
        index.WriteTo(stored);
        return stored.ToArray();
    }

    internal static async Task<ReadOnlyMemory<byte>> DigestAsync(FrameIndex index, FunctionContext context, CancellationToken cancellationToken)
    {
        await using var first = ObjectSamples.Of(index, context);
        await using var second = ObjectSamples.Of(index, context);
        return await FrameDigests.ComputeAsync(index, [first, second], cancellationToken);
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

using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Isobmff.Progressive;
using Rushes.Media.Proofs;
using Rushes.Packaging.Functions.Track;
using Rushes.Packaging.Workflow;
using Rushes.Platform.Functions;

namespace Rushes.Packaging.Functions.Files;

/// <summary>What proves the frames of a progressive file: indexes and digests of the tracks that no stream has.</summary>
internal sealed class FileRecords(FileTask task, ProgressiveFile file, FunctionContext context)
{
    /// <summary>Reads these tracks once, while others copy them.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> DigestAsync(CancellationToken cancellationToken)
    {
        var digests = new List<ReadOnlyMemory<byte>>();
        foreach (var track in task.Indexed)
        {
            digests.Add(await TrackFunction.DigestAsync(file.Tracks[(int)track], context, cancellationToken));
        }

        return digests;
    }

    /// <param name="digests">Of the tracks, in their order.</param>
    /// <param name="output">Of the package.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<MovieProof> WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> digests, PackageOutput output, CancellationToken cancellationToken)
    {
        var proof = new MovieProof
        {
            Boxes = ByteString.CopyFrom(BoxesDigest.Of(file)),
            Indexes = { task.Tracks.Select(track => TrackPaths.For(track).Index) },
        };
        foreach (var (track, frames) in task.Indexed.Zip(digests))
        {
            proof.Tracks.Add(await WriteAsync((int)track, frames, proof.Boxes, output, cancellationToken));
        }

        return proof;
    }

    private async Task<PackagedTrack> WriteAsync(int number, ReadOnlyMemory<byte> frames, ByteString boxes, PackageOutput output, CancellationToken cancellationToken)
    {
        var (track, index) = (task.Tracks[number], file.CreateIndex(number, $"../{task.Path}"));
        var paths = TrackPaths.For(track);
        var proof = TrackFunction.Proof(file.Tracks[number], paths.Index);
        proof.Boxes = boxes;
        proof.IndexDigest = await output.PutAsync(paths.Index, TrackFunction.Stored(index), cancellationToken);
        proof.Frames = await output.PutAsync(paths.Digests, frames, cancellationToken);
        return new PackagedTrack
        {
            Name = track.Name,
            Kind = track.Kind,
            Codec = track.Codec,
            Path = task.Path,
            Bytes = file.Size,
            Samples = index.Count,
            SampleRate = index.Format.SampleRate,
            Channels = index.Format.Channels,
            Language = track.Language,
            Proof = proof,
        };
    }
}

using System.Security.Cryptography;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Encryption;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Manifests;
using Rushes.Media.Proofs;

namespace Rushes.Packaging.Functions.Track;

/// <summary>The media of a track: one file, or one for what players read first and one for each segment.</summary>
internal sealed class TrackMedia(TrackFiles files, CmafTrackPlan plan)
{
    private bool IsOneFile => files.Form == SegmentForm.ByteRanges;

    /// <summary>What is opened first.</summary>
    public string Entrance => IsOneFile ? files.Media : files.Initialization;

    /// <param name="output">Of the package.</param>
    /// <param name="encryptor">Of the plan; null where it is clear.</param>
    /// <param name="samples">Of the track; null likewise.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(PackageOutput output, RunEncryptor? encryptor, ISampleSource? samples, CancellationToken cancellationToken)
    {
        if (IsOneFile)
        {
            await output.WriteAsync(files.Media, plan, encryptor, samples, cancellationToken);
            return;
        }

        await output.PutAsync(files.Initialization, plan.InitializationBytes, cancellationToken);
        for (var i = 0; i < plan.Segments.Count; i++)
        {
            await output.WriteAsync(files.Segment(i + 1), plan.SegmentFile(i), encryptor, samples, cancellationToken);
        }
    }

    /// <summary>Of segment files, each with the digest of its boxes; of one file nothing.</summary>
    public IEnumerable<FileProof> Parts() => IsOneFile
        ? []
        : [Part(files.Initialization, plan.InitializationBytes.Length, SHA256.HashData(plan.InitializationBytes.Span)), .. plan.Segments.Select((_, i) => Segment(i))];

    /// <summary>Of the frames in these files, seen from the folder of the indexes.</summary>
    public FrameIndex CreateIndex() => IsOneFile
        ? plan.CreateIndex($"../{files.Media}")
        : plan.CreateIndex(segment => $"../{files.Segment(segment + 1)}");

    private FileProof Segment(int number)
    {
        var file = plan.SegmentFile(number);
        return Part(files.Segment(number + 1), file.Size, BoxesDigest.Of(file));
    }

    private static FileProof Part(string path, long size, byte[] boxes) => new() { Path = path, Size = size, Digest = ByteString.CopyFrom(boxes) };
}

using System.Security.Cryptography;
using Rushes.Media.Indexing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>The digests of a track's frames, as they lie in the package.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Digests">At most as many as there are frames; empty: it is not there.</param>
/// <param name="IsProven">The proof vouches for them.</param>
internal sealed record Sidecar(string Path, ReadOnlyMemory<byte> Digests, bool IsProven)
{
    /// <param name="folder">Of the package.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="frames">Of the track.</param>
    /// <param name="digest">Of the whole file, by the proof.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Sidecar> ReadAsync(PackageFolder folder, string path, int frames, string digest, CancellationToken cancellationToken)
    {
        await using var file = folder.Open(path);
        if (file is null)
        {
            return new Sidecar(path, default, false) { IsMissing = true };
        }

        var expected = (long)frames * FrameDigests.BytesPerFrame;
        var digests = new byte[Math.Min(file.Length, Math.Min(expected, Array.MaxLength))];
        await file.ReadExactlyAsync(digests, cancellationToken).ConfigureAwait(false);
        return new Sidecar(path, digests, file.Length == expected && Convert.ToHexStringLower(SHA256.HashData(digests)) == digest);
    }

    public bool IsMissing { get; private init; }
}

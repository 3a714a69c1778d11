using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rushes.Media.Encryption;

/// <summary>
/// Initialization vectors. Equal inputs give equal media, so none is random: they are taken from SHA-256 of what the track is.
/// </summary>
/// <remarks>
/// With CTR no two samples under one key may have the same IV, or the xor of their plaintexts is seen. Samples of a track count
/// up from its first IV, so no two of a track meet. The first IV depends on the key, on the track's name and on its content: two
/// tracks under one key, and two versions of one track, start at unrelated 64-bit numbers. That n tracks of s samples meet at all
/// has a probability of n²s/2⁶⁴: for a thousand tracks of ten million samples, below one in a million.
/// </remarks>
internal static class SampleIvs
{
    /// <summary>A constant IV for cbcs; it may be known, and tracks under one key share it (ISO/IEC 23001-7 §9.2).</summary>
    public static byte[] Constant(Guid keyId) => Derive("rushes cbcs", keyId, "", default)[..TrackEncryption.BlockSize];

    /// <summary>Of the first sample of a cenc track; the next sample's is one more.</summary>
    /// <param name="keyId">Of the track's key.</param>
    /// <param name="track">Its name: no other track under the key has it.</param>
    /// <param name="content">A digest of the samples, or of the chunks that hold them.</param>
    public static ulong First(Guid keyId, string track, ReadOnlySpan<byte> content) =>
        BinaryPrimitives.ReadUInt64BigEndian(Derive("rushes cenc", keyId, track, content));

    private static byte[] Derive(string purpose, Guid keyId, string track, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Encoding.UTF8.GetBytes(purpose));
        Append(hash, keyId.ToByteArray(bigEndian: true));
        Append(hash, Encoding.UTF8.GetBytes(track));
        Append(hash, content);
        return hash.GetHashAndReset();
    }

    // With its length, so that no two lists of parts read alike.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}

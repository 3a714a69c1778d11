using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>How the samples of a track are encrypted: what <c>schm</c> and <c>tenc</c> say.</summary>
/// <param name="Scheme">Which cipher.</param>
/// <param name="KeyId">default_KID.</param>
/// <param name="Pattern">Which blocks.</param>
/// <param name="IvSize">Bytes of the IV beside each sample; 0 when it is constant.</param>
/// <param name="ConstantIv">Empty unless <paramref name="IvSize"/> is 0.</param>
internal sealed record TrackEncryption(
    EncryptionScheme Scheme, Guid KeyId, BlockPattern Pattern, int IvSize, ReadOnlyMemory<byte> ConstantIv)
{
    /// <summary>Of AES, and so of a constant IV (ISO/IEC 23001-7 §9.2).</summary>
    public const int BlockSize = 16;

    /// <summary>Of an IV that stands beside a sample: the other half of the counter block counts blocks (§9.2).</summary>
    public const int SampleIvSize = 8;

    /// <param name="kind">Pictures have a pattern, sound is encrypted whole (ISO/IEC 23000-19 §8.2.3).</param>
    /// <param name="keyId">Of the track's key.</param>
    /// <param name="iv">16 bytes.</param>
    public static TrackEncryption Cbcs(TrackKind kind, Guid keyId, ReadOnlyMemory<byte> iv)
    {
        if (iv.Length != BlockSize)
        {
            throw new ArgumentException($"A constant IV has {BlockSize} bytes, not {iv.Length}.", nameof(iv));
        }

        return new TrackEncryption(
            EncryptionScheme.Cbcs, keyId, kind == TrackKind.Video ? BlockPattern.OneInTen : BlockPattern.Full, 0, iv);
    }

    /// <param name="keyId">Of the track's key.</param>
    public static TrackEncryption Cenc(Guid keyId) =>
        new(EncryptionScheme.Cenc, keyId, BlockPattern.Full, SampleIvSize, default);
}

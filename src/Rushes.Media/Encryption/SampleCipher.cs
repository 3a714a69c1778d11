using System.Diagnostics;
using System.Security.Cryptography;

namespace Rushes.Media.Encryption;

/// <summary>
/// Encrypts or decrypts samples in place, one after another; not for two threads. Protected blocks are gathered, go through the
/// platform's AES in large calls and are scattered again, so that neither calls nor copies are paid for clear bytes. Nothing is
/// allocated for a sample.
/// </summary>
internal abstract class SampleCipher : IDisposable
{
    // Stays in the second-level cache beside the sample.
    protected const int BatchSize = 64 << 10;

    private readonly Aes _aes = Aes.Create();
    private readonly ICryptoTransform _transform;

    private protected SampleCipher(ContentKey key, CipherMode mode, CipherDirection direction)
    {
        _aes.Mode = mode;
        _aes.Padding = PaddingMode.None;
        _aes.SetKey(key.Bytes);
        _aes.IV = new byte[TrackEncryption.BlockSize];
        _transform = direction == CipherDirection.Encrypt ? _aes.CreateEncryptor() : _aes.CreateDecryptor();
    }

    /// <summary>Blocks on their way through AES.</summary>
    protected byte[] Batch { get; } = new byte[BatchSize];

    /// <param name="track">What the cipher is, and a constant IV.</param>
    /// <param name="key">Of the track; not needed any more when this returns.</param>
    /// <param name="direction">Of the samples.</param>
    public static SampleCipher Create(TrackEncryption track, ContentKey key, CipherDirection direction) => track.Scheme switch
    {
        EncryptionScheme.Cbcs => new CbcsCipher(track, key, direction),
        EncryptionScheme.Cenc => new CencCipher(key),
        _ => throw new UnreachableException(),
    };

    /// <param name="sample">Changed in place; its size stays.</param>
    /// <param name="iv">Of this sample: 8 or 16 bytes; ignored where the track's is constant.</param>
    /// <param name="subsamples">They span the sample; none: all of it is protected.</param>
    public void Transform(Span<byte> sample, ReadOnlySpan<byte> iv, ReadOnlySpan<Subsample> subsamples)
    {
        ThrowIfNotSpanned(sample.Length, subsamples);
        Begin(iv);
        if (subsamples.IsEmpty)
        {
            TransformRun(sample);
            return;
        }

        var position = 0;
        foreach (var subsample in subsamples)
        {
            position += subsample.ClearBytes;
            TransformRun(sample.Slice(position, (int)subsample.ProtectedBytes));
            position += (int)subsample.ProtectedBytes;
        }
    }

    public void Dispose()
    {
        _transform.Dispose();
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(Batch);
    }

    /// <summary>A sample begins.</summary>
    protected abstract void Begin(ReadOnlySpan<byte> iv);

    /// <summary>The protected bytes of one subsample.</summary>
    protected abstract void TransformRun(Span<byte> run);

    /// <summary>Puts whole blocks at the start of the batch through AES, in place.</summary>
    protected void TransformBatch(int bytes) => _transform.TransformBlock(Batch, 0, bytes, Batch, 0);

    private static void ThrowIfNotSpanned(int sampleSize, ReadOnlySpan<Subsample> subsamples)
    {
        var length = Subsample.TotalLength(subsamples);
        if (!subsamples.IsEmpty && length != sampleSize)
        {
            throw new ArgumentException($"Subsamples of {length} bytes do not span a sample of {sampleSize}.", nameof(subsamples));
        }
    }
}

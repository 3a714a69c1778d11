using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>Reads the samples of a protected track, run by run, and encrypts them in one pooled buffer. Not for two threads.</summary>
public sealed class RunEncryptor : IDisposable
{
    private readonly FrameIndex _index;
    private readonly SampleProtection _protection;
    private readonly SampleCipher _cipher;
    private readonly SampleBatch _batch = new();
    private readonly byte[] _digests;

    internal RunEncryptor(FrameIndex index, SampleProtection protection)
    {
        _index = index;
        _protection = protection;
        _cipher = protection.CreateCipher();
        _digests = new byte[checked(index.Count * FrameDigests.BytesPerFrame)];
    }

    /// <summary>Of the track's key.</summary>
    public Guid KeyId => _protection.Track.KeyId;

    /// <param name="run">One that passes through us; of all, each once, in their order.</param>
    /// <param name="source">Of the chunks of its track.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The bytes as they are written; valid until the next call.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(FileRun run, ISampleSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bytes = await _batch.ReadAsync(run, source, cancellationToken).ConfigureAwait(false);
        Encrypt(run.FirstSample, bytes.Span);
        return bytes;
    }

    /// <summary>Digests of the frames as they were written, in the form of a sidecar; complete after the last run.</summary>
    public ReadOnlyMemory<byte> Digests => _digests;

    public void Dispose()
    {
        _cipher.Dispose();
        _batch.Dispose();
    }

    private void Encrypt(int sample, Span<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        for (; bytes.Length > 0; sample++)
        {
            var size = _index.Size(sample);
            _protection.Encrypt(_cipher, sample, bytes[..size]);
            SHA256.HashData(bytes[..size], digest);
            digest[..FrameDigests.BytesPerFrame].CopyTo(_digests.AsSpan(sample * FrameDigests.BytesPerFrame));
            bytes = bytes[size..];
        }
    }
}

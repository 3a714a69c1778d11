using System.Security.Cryptography;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>One run of samples on its way: read into a pooled buffer, then digested, encrypted there, and digested again by another thread.</summary>
/// <param name="index">Of the track.</param>
/// <param name="protection">Of its samples.</param>
/// <param name="clearDigests">Of all frames as they were; each lane fills in its own.</param>
/// <param name="digests">Of all frames as they are written; likewise.</param>
internal sealed class EncryptionLane(FrameIndex index, SampleProtection protection, byte[] clearDigests, byte[] digests) : IDisposable
{
    private readonly SampleCipher _cipher = protection.CreateCipher();
    private readonly SampleBatch _batch = new();
    private Memory<byte> _bytes;
    private Task _work = Task.CompletedTask;

    /// <summary>Reads the run; the rest goes on when this has returned.</summary>
    public async Task BeginAsync(FileRun run, ISampleSource source, CancellationToken cancellationToken)
    {
        _bytes = await _batch.ReadAsync(run, source, cancellationToken).ConfigureAwait(false);
        _work = Task.Run(() => Encrypt(run.FirstSample, _bytes.Span), CancellationToken.None);
    }

    /// <returns>The encrypted bytes, until the lane begins again.</returns>
    public async Task<ReadOnlyMemory<byte>> EndAsync()
    {
        await _work.ConfigureAwait(false);
        return _bytes;
    }

    /// <summary>Nobody wants the bytes any more; nobody works on them when this has returned.</summary>
    public async Task AbandonAsync() => await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose()
    {
        _cipher.Dispose();
        _batch.Dispose();
    }

    private void Encrypt(int sample, Span<byte> bytes)
    {
        for (; bytes.Length > 0; sample++)
        {
            var frame = bytes[..index.Size(sample)];
            Digest(frame, clearDigests, sample);
            protection.Encrypt(_cipher, sample, frame);
            Digest(frame, digests, sample);
            bytes = bytes[frame.Length..];
        }
    }

    private static void Digest(ReadOnlySpan<byte> frame, byte[] all, int sample)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(frame, digest);
        digest[..FrameDigests.BytesPerFrame].CopyTo(all.AsSpan(sample * FrameDigests.BytesPerFrame));
    }
}

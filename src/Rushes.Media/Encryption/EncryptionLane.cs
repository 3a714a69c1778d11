using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>A few runs of samples on their way: read into a pooled buffer, then digested, encrypted there, and digested again by another thread.</summary>
/// <param name="index">Of the track.</param>
/// <param name="protection">Of its samples.</param>
/// <param name="clearDigests">Of all frames as they were; each lane fills in its own.</param>
/// <param name="digests">Of all frames as they are written; likewise.</param>
internal sealed class EncryptionLane(FrameIndex index, SampleProtection protection, byte[] clearDigests, byte[] digests) : IDisposable
{
    private readonly SampleCipher _cipher = protection.CreateCipher();
    private readonly SampleBatch _batch = new();
    private Task _work = Task.CompletedTask;
    private int _firstSample = -1;

    /// <summary>Whether the run can be added: to the first, nothing is too large.</summary>
    public bool Takes(FileRun run) => _firstSample < 0 || _batch.HasRoomFor(run);

    /// <summary>Reads the run: the samples behind those that were added before.</summary>
    public ValueTask AddAsync(FileRun run, ISampleSource source, CancellationToken cancellationToken)
    {
        if (_firstSample < 0)
        {
            _firstSample = run.FirstSample;
            _batch.Clear();
        }

        return _batch.AddAsync(run, source, cancellationToken);
    }

    /// <summary>All runs are added; the rest goes on when this has returned.</summary>
    public void Start()
    {
        var first = _firstSample;
        _work = Task.Run(() => Encrypt(first, _batch.Bytes.Span), CancellationToken.None);
        _firstSample = -1;
    }

    /// <returns>The encrypted bytes, until something is added again.</returns>
    public async Task<ReadOnlyMemory<byte>> EndAsync()
    {
        await _work.ConfigureAwait(false);
        return _batch.Bytes;
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
            FrameDigests.Set(clearDigests, sample, frame);
            protection.Encrypt(_cipher, sample, frame);
            FrameDigests.Set(digests, sample, frame);
            bytes = bytes[frame.Length..];
        }
    }
}

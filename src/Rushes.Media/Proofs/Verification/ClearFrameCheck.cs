using System.Buffers;
using Rushes.Media.Encryption;
using Rushes.Media.Indexing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// The clear frames behind encrypted ones that are right. Each is decrypted in one pooled buffer, which grows with the bytes that
/// come. A key that is wrong makes all of them wrong; a frame that was packaged wrong is one among many.
/// </summary>
/// <param name="samples">What the file says of them.</param>
/// <param name="key">Of the track.</param>
/// <param name="digests">Of the clear frames, by a sidecar that the proof vouches for.</param>
internal sealed class ClearFrameCheck(ProtectedSamples samples, ContentKey key, ReadOnlyMemory<byte> digests) : IDisposable
{
    private const int FirstSize = 1 << 18;

    private readonly SampleDecryptor _decryptor = new(samples.Track, key);
    private byte[] _frame = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;
    private int _opened;

    public int? FirstWrong { get; private set; }

    public int Wrong { get; private set; }

    /// <summary>All frames that the key had to open are wrong.</summary>
    public bool KeyIsWrong => _opened > 0 && Wrong >= _opened;

    public void Collect(ReadOnlySpan<byte> part)
    {
        if (part.Length > _frame.Length - _length)
        {
            Grow(checked(_length + part.Length));
        }

        part.CopyTo(_frame.AsSpan(_length));
        _length += part.Length;
    }

    public void Drop() => _length = 0;

    /// <param name="number">Of the frame that was collected.</param>
    /// <param name="written">Its digest as it is.</param>
    public void Open(int number, ReadOnlySpan<byte> written)
    {
        // A small frame may have no whole block to encrypt.
        _opened += FrameDigests.Matches(digests.Span, number, written) ? 0 : 1;
        if (!IsRight(number, _frame.AsSpan(0, _length)))
        {
            FirstWrong ??= number;
            Wrong++;
        }

        Drop();
    }

    public void Dispose()
    {
        _decryptor.Dispose();
        ArrayPool<byte>.Shared.Return(_frame);
    }

    private bool IsRight(int number, Span<byte> frame)
    {
        try
        {
            if (samples[number])
            {
                _decryptor.Decrypt(frame, samples.Table, number);
            }
        }
        catch (MediaFormatException)
        {
            return false;
        }

        return FrameDigests.AreOf(digests.Span, number, frame);
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(least, 2L * _frame.Length)));
        _frame.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_frame);
        _frame = larger;
    }
}

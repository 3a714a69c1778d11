using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rushes.Media.Encryption;

/// <summary>
/// AES-CTR (ISO/IEC 23001-7 §9.4, §10.1): the protected bytes of a sample are one stream, whatever clear bytes lie between them.
/// The upper half of a counter block is the sample's IV, the lower half counts blocks and wraps by itself.
/// </summary>
internal sealed class CencCipher(ContentKey key) : SampleCipher(key, CipherMode.ECB, CipherDirection.Encrypt)
{
    private const int SmallestBatch = 1 << 10;

    private ulong _nonce;
    private ulong _counter;
    private int _used;
    private int _made;

    protected override void Begin(ReadOnlySpan<byte> iv)
    {
        if (iv.Length is not (TrackEncryption.SampleIvSize or TrackEncryption.BlockSize))
        {
            throw new ArgumentException($"The IV of a sample has 8 or 16 bytes, not {iv.Length}.", nameof(iv));
        }

        _nonce = BinaryPrimitives.ReadUInt64BigEndian(iv);
        _counter = iv.Length == TrackEncryption.SampleIvSize ? 0 : BinaryPrimitives.ReadUInt64BigEndian(iv[TrackEncryption.SampleIvSize..]);
        (_used, _made) = (0, 0);
    }

    protected override void TransformRun(Span<byte> run)
    {
        while (run.Length > 0)
        {
            if (_used == _made)
            {
                MakeKeystream(run.Length);
            }

            var taken = Math.Min(run.Length, _made - _used);
            Xor(run[..taken], Batch.AsSpan(_used, taken));
            _used += taken;
            run = run[taken..];
        }
    }

    // More than this run needs may be made: small runs in a row share a call.
    private void MakeKeystream(int wanted)
    {
        var blocks = (Math.Clamp(wanted, SmallestBatch, BatchSize) + TrackEncryption.BlockSize - 1) / TrackEncryption.BlockSize;
        var words = MemoryMarshal.Cast<byte, ulong>(Batch.AsSpan(0, blocks * TrackEncryption.BlockSize));
        var nonce = BigEndian(_nonce);
        for (var i = 0; i < words.Length; i += 2)
        {
            words[i] = nonce;
            words[i + 1] = BigEndian(_counter++);
        }

        (_used, _made) = (0, blocks * TrackEncryption.BlockSize);
        TransformBatch(_made);
    }

    private static ulong BigEndian(ulong value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    private static void Xor(Span<byte> data, ReadOnlySpan<byte> keystream)
    {
        var whole = data.Length - (data.Length % Vector<byte>.Count);
        var keys = MemoryMarshal.Cast<byte, Vector<byte>>(keystream[..whole]);
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(data[..whole]);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] ^= keys[i];
        }

        for (var i = whole; i < data.Length; i++)
        {
            data[i] ^= keystream[i];
        }
    }
}

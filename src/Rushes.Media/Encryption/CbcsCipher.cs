using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rushes.Media.Encryption;

/// <summary>
/// AES-CBC in a pattern; the chain starts anew with the constant IV at each subsample, and a last partial block stays clear
/// (ISO/IEC 23001-7 §9.5.2.5, §9.6, §10.4).
/// </summary>
/// <remarks>
/// One transform serves the whole track. Its chain cannot be set back, so the first block of a subsample also takes what
/// cancels it: CBC adds (xor) the previous ciphertext P to its input, so input xor IV xor P is enciphered as input xor IV.
/// </remarks>
internal sealed class CbcsCipher : SampleCipher
{
    private readonly CipherDirection _direction;
    private readonly UInt128 _iv;
    private readonly int _crypt;
    private readonly int _period;
    private readonly int _bytesPerBatch;
    private UInt128 _chain; // the transform was made with an IV of zeros

    public CbcsCipher(TrackEncryption track, ContentKey key, CipherDirection direction)
        : base(key, CipherMode.CBC, direction)
    {
        _direction = direction;
        _iv = MemoryMarshal.Read<UInt128>(track.ConstantIv.Span);

        // Without a pattern all blocks follow each other: a period as long as the batch makes one copy of them.
        var everyBlock = track.Pattern.Skip == 0;
        _crypt = everyBlock ? BatchSize : track.Pattern.Crypt * TrackEncryption.BlockSize;
        _period = everyBlock ? BatchSize : _crypt + (track.Pattern.Skip * TrackEncryption.BlockSize);
        _bytesPerBatch = BatchSize / _crypt * _period;
    }

    protected override void Begin(ReadOnlySpan<byte> iv)
    {
    }

    protected override void TransformRun(Span<byte> run)
    {
        for (var isFirst = true; run.Length >= TrackEncryption.BlockSize; isFirst = false)
        {
            var piece = run[..Math.Min(run.Length, _bytesPerBatch)];
            var gathered = Gather(piece);
            if (_direction == CipherDirection.Encrypt)
            {
                Encrypt(gathered, isFirst);
            }
            else
            {
                Decrypt(gathered, isFirst);
            }

            Scatter(piece);
            run = run[piece.Length..];
        }
    }

    private void Encrypt(int gathered, bool isFirst)
    {
        Block(0) ^= isFirst ? _iv ^ _chain : 0;
        TransformBatch(gathered);
        _chain = Block(gathered - TrackEncryption.BlockSize);
    }

    private void Decrypt(int gathered, bool isFirst)
    {
        var (before, last) = (_chain, Block(gathered - TrackEncryption.BlockSize));
        TransformBatch(gathered);
        Block(0) ^= isFirst ? _iv ^ before : 0;
        _chain = last;
    }

    // The bytes of a block in the order they have; only xor is done with them.
    private ref UInt128 Block(int offset) => ref MemoryMarshal.AsRef<UInt128>(Batch.AsSpan(offset));

    private int Gather(ReadOnlySpan<byte> piece)
    {
        var count = 0;
        for (; piece.Length >= TrackEncryption.BlockSize; piece = piece[Math.Min(piece.Length, _period)..])
        {
            var taken = WholeBlocks(piece.Length);
            piece[..taken].CopyTo(Batch.AsSpan(count));
            count += taken;
        }

        return count;
    }

    private void Scatter(Span<byte> piece)
    {
        var count = 0;
        for (; piece.Length >= TrackEncryption.BlockSize; piece = piece[Math.Min(piece.Length, _period)..])
        {
            var taken = WholeBlocks(piece.Length);
            Batch.AsSpan(count, taken).CopyTo(piece);
            count += taken;
        }
    }

    // Of a period that may be cut short by the end of the run.
    private int WholeBlocks(int left) => Math.Min(_crypt, left & -TrackEncryption.BlockSize);
}

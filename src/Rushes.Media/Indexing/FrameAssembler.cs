using System.Buffers;

namespace Rushes.Media.Indexing;

/// <summary>
/// Cuts pieces into frames. A frame that lies whole in a piece is given where it lies; one that does not is put together in a pooled
/// buffer, which grows with the bytes that have come and not with what an index claims.
/// </summary>
/// <param name="index">Of the frames.</param>
/// <param name="frame">The first that will come.</param>
internal sealed class FrameAssembler(FrameIndex index, int frame) : IDisposable
{
    private byte[] _buffer = [];
    private int _taken;

    /// <summary>The frame that comes next, or is under way.</summary>
    public int Frame { get; private set; } = frame;

    /// <summary>The next frame whose end is in a piece; false when the rest of the piece is taken, and its frame goes on in the next.</summary>
    /// <param name="piece">What is left of it is left.</param>
    /// <param name="frame">Valid as long as the piece, until the next call.</param>
    public bool TryTake(ref ReadOnlyMemory<byte> piece, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (piece.IsEmpty)
        {
            return false;
        }

        var size = index.Size(Frame);
        var part = piece[..Math.Min(size - _taken, piece.Length)];
        piece = piece[part.Length..];
        if (part.Length < size)
        {
            Append(part.Span);
            if (_taken < size)
            {
                return false;
            }
        }

        frame = part.Length == size ? part : _buffer.AsMemory(0, size);
        (Frame, _taken) = (Frame + 1, 0);
        return true;
    }

    public void Dispose() => Release();

    private void Append(ReadOnlySpan<byte> part)
    {
        if (_buffer.Length < _taken + part.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max(2L * _taken, (long)_taken + part.Length)));
            _buffer.AsSpan(0, _taken).CopyTo(larger);
            Release();
            _buffer = larger;
        }

        part.CopyTo(_buffer.AsSpan(_taken));
        _taken += part.Length;
    }

    private void Release()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }
}

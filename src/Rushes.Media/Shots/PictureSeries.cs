using Rushes.Media.Fingerprints;

namespace Rushes.Media.Shots;

/// <summary>
/// The pictures of fingerprints that lie one behind the other in a file, by number. A few blocks of them are in memory: numbers go forward,
/// and not further back than <see cref="Reach"/>.
/// </summary>
internal sealed class PictureSeries
{
    /// <summary>How far before the last picture asked for one can still be asked for; spans of both are then good.</summary>
    public const int Reach = Block * (Blocks - 1);

    private const int Block = 128;
    private const int Blocks = 4;

    private readonly Stream _pictures;
    private readonly long _start;
    private readonly byte[] _ring = new byte[Block * Blocks * Fingerprint.Size];
    private int _end;

    /// <param name="pictures">Seekable, at its first picture; the caller disposes it.</param>
    public PictureSeries(Stream pictures)
    {
        (_pictures, _start) = (pictures, pictures.Position);
        Count = checked((int)((pictures.Length - _start) / Fingerprint.Size));
    }

    public int Count { get; }

    /// <exception cref="EndOfStreamException">The file got shorter.</exception>
    public ReadOnlySpan<byte> this[int picture]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(picture, Math.Max(0, _end - (Block * Blocks)));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(picture, Count);
            while (picture >= _end)
            {
                ReadBlock();
            }

            return _ring.AsSpan(Slot(picture), Fingerprint.Size);
        }
    }

    /// <summary>From the first picture again.</summary>
    public void Restart() => _end = 0;

    private static int Slot(int picture) => picture % (Block * Blocks) * Fingerprint.Size;

    private void ReadBlock()
    {
        var count = Math.Min(Block, Count - _end);
        _pictures.Position = _start + ((long)_end * Fingerprint.Size);
        _pictures.ReadExactly(_ring, Slot(_end), count * Fingerprint.Size);
        _end += count;
    }
}

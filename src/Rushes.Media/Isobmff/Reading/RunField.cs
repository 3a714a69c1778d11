using System.Buffers.Binary;

namespace Rushes.Media.Isobmff.Reading;

/// <summary>One field of all samples of a run; the rows are known to be there.</summary>
internal readonly ref struct RunField
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _rowSize;

    public RunField(BoxReader rows, int fieldOffset, int rowSize)
    {
        rows.Skip(Math.Min(fieldOffset, rows.Remaining));
        _bytes = rows.ReadToEnd();
        _rowSize = rowSize;
    }

    public bool IsPresent => _rowSize > 0;

    public uint Read(int row) => BinaryPrimitives.ReadUInt32BigEndian(_bytes[(row * _rowSize)..]);
}

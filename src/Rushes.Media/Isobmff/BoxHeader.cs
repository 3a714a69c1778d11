using System.Buffers.Binary;

namespace Rushes.Media.Isobmff;

/// <summary>Size and type in front of a box (ISO/IEC 14496-12 §4.2.2).</summary>
/// <param name="Type">Four letters.</param>
/// <param name="HeaderSize">8, or 16 with a 64-bit size.</param>
/// <param name="Size">Of the whole box.</param>
internal readonly record struct BoxHeader(BoxType Type, int HeaderSize, long Size)
{
    public const int ShortSize = 8;
    public const int LongSize = 16;

    /// <summary>Reads the header of a box and checks that it lies within what is there.</summary>
    /// <param name="bytes">From the start of the box: its first 16 bytes, or all when there are fewer.</param>
    /// <param name="available">Bytes from the start of the box to the end of what holds it.</param>
    /// <param name="offset">Of the box in the file.</param>
    /// <param name="path">Of what holds the box.</param>
    public static BoxHeader Parse(ReadOnlySpan<byte> bytes, long available, long offset, BoxPath path)
    {
        var header = ParseOpen(bytes, available, offset, path);
        return header.Size <= available
            ? header
            : throw new MediaFormatException($"{path}/{header.Type}: size {header.Size} goes {header.Size - available} bytes beyond the end", offset);
    }

    /// <summary>The same for a file that may have been cut: the box may go beyond the end.</summary>
    public static BoxHeader ParseOpen(ReadOnlySpan<byte> bytes, long available, long offset, BoxPath path)
    {
        if (bytes.Length < ShortSize)
        {
            throw new MediaFormatException($"{path}: {bytes.Length} bytes left, too few for a box header", offset);
        }

        var type = BoxType.From(bytes[4..]);
        var (headerSize, size) = BinaryPrimitives.ReadUInt32BigEndian(bytes) switch
        {
            0 => (ShortSize, available), // to the end of the file, §4.2.2
            1 => (LongSize, ReadLargeSize(bytes, type, offset, path)),
            var shortSize => (ShortSize, (long)shortSize),
        };
        return size >= headerSize
            ? new BoxHeader(type, headerSize, size)
            : throw new MediaFormatException($"{path}/{type}: size {size} is smaller than its header", offset);
    }

    private static long ReadLargeSize(ReadOnlySpan<byte> bytes, BoxType type, long offset, BoxPath path)
    {
        if (bytes.Length < LongSize)
        {
            throw new MediaFormatException($"{path}/{type}: too few bytes for a 64-bit size", offset);
        }

        var size = BinaryPrimitives.ReadUInt64BigEndian(bytes[ShortSize..]);
        return size <= long.MaxValue ? (long)size : throw new MediaFormatException($"{path}/{type}: absurd 64-bit size {size}", offset);
    }
}

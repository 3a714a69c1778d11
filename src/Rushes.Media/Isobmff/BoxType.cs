using System.Buffers.Binary;
using System.Text;

namespace Rushes.Media.Isobmff;

/// <summary>The four letters of a box (ISO/IEC 14496-12 §4.2).</summary>
public readonly record struct BoxType(uint Code)
{
    public static BoxType From(ReadOnlySpan<byte> letters) => new(BinaryPrimitives.ReadUInt32BigEndian(letters));

    public bool Is(ReadOnlySpan<byte> letters) => Code == BinaryPrimitives.ReadUInt32BigEndian(letters);

    /// <summary>The letters; what is not printable shows as a dot.</summary>
    public override string ToString()
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(letters, Code);
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = letters[i] is >= 0x20 and < 0x7F ? letters[i] : (byte)'.';
        }

        return Encoding.ASCII.GetString(letters);
    }
}

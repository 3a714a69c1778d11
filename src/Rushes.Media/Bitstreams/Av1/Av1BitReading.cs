using System.Numerics;

namespace Rushes.Media.Bitstreams.Av1;

/// <summary>The descriptors of the AV1 specification that others do not have (§4.10).</summary>
internal static class Av1BitReading
{
    /// <summary>leb128(): at most 8 bytes and 32 bits (§4.10.5).</summary>
    public static uint ReadLeb128(this ref BitReader bits)
    {
        var value = 0UL;
        for (var i = 0; i < 8; i++)
        {
            var next = bits.ReadBits(8);
            value |= (ulong)(next & 0x7F) << (i * 7);
            if ((next & 0x80) == 0)
            {
                return value <= uint.MaxValue ? (uint)value : throw bits.Malformed("a leb128 of more than 32 bits");
            }
        }

        throw bits.Malformed("a leb128 of more than 8 bytes");
    }

    /// <summary>uvlc() (§4.10.3).</summary>
    public static uint ReadUvlc(this ref BitReader bits)
    {
        var zeros = 0;
        while (!bits.ReadFlag())
        {
            zeros++;
        }

        return zeros >= 32 ? uint.MaxValue : (uint)((1UL << zeros) - 1 + bits.ReadBits(zeros));
    }

    /// <summary>su(n): a signed number of n bits (§4.10.6).</summary>
    public static int ReadSu(this ref BitReader bits, int count)
    {
        var value = bits.Read(count);
        var sign = 1 << (count - 1);
        return (value & sign) != 0 ? value - (2 * sign) : value;
    }

    /// <summary>ns(n): a number below n in as few bits as it takes (§4.10.7).</summary>
    public static int ReadNs(this ref BitReader bits, int below)
    {
        var width = BitOperations.Log2((uint)below) + 1;
        var shorter = (1 << width) - below;
        var value = bits.Read(width - 1);
        return value < shorter ? value : (value << 1) - shorter + bits.Read(1);
    }
}

using System.Buffers.Binary;

namespace Rushes.Media.Encryption;

/// <summary>
/// AVC and HEVC (ISO/IEC 23001-7 §10.4.2, 23000-19 §8.2.2.2): lengths, headers and all units but coded slices are clear; slice
/// data are protected.
/// </summary>
/// <param name="lengthSize">Bytes of a NAL unit's length: 1, 2 or 4 (ISO/IEC 14496-15 §5.3.3.1).</param>
/// <param name="units">Knows the slice headers.</param>
internal sealed class NalUnitSubsampleRule(int lengthSize, INalUnitRule units) : ISubsampleRule
{
    public void Divide(ReadOnlySpan<byte> sample, SubsampleMap map)
    {
        for (var position = 0; position < sample.Length;)
        {
            var length = ReadLength(sample[position..], position);
            var clear = length == 0 ? 0 : units.ClearBytes(sample.Slice(position + lengthSize, length));
            map.AddClear(lengthSize + clear);
            map.AddProtected(length - clear);
            position += lengthSize + length;
        }
    }

    private int ReadLength(ReadOnlySpan<byte> rest, int position)
    {
        if (rest.Length < lengthSize)
        {
            throw new MediaFormatException($"sample: {rest.Length} bytes left, too few for a NAL unit's length", position);
        }

        var length = lengthSize switch
        {
            1 => rest[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(rest),
            _ => BinaryPrimitives.ReadUInt32BigEndian(rest),
        };
        return length <= (uint)(rest.Length - lengthSize)
            ? (int)length
            : throw new MediaFormatException($"sample: a NAL unit of {length} bytes goes beyond the end", position);
    }
}

using System.Globalization;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams;

/// <summary>What a decoder of AVC needs before the first picture: the content of an <c>avcC</c> box (ISO/IEC 14496-15 §5.3.3.1).</summary>
public sealed class AvcDecoderConfiguration
{
    private readonly byte[] _bytes;

    private AvcDecoderConfiguration(byte[] bytes, IReadOnlyList<byte[]> sequenceSets, IReadOnlyList<byte[]> pictureSets)
    {
        _bytes = bytes;
        SequenceParameterSets = sequenceSets;
        PictureParameterSets = pictureSets;
    }

    /// <summary>profile_idc: 66 Baseline, 77 Main, 100 High, 110 High 10, …</summary>
    public byte Profile => _bytes[1];

    /// <summary>The constraint flags between profile and level.</summary>
    public byte Compatibility => _bytes[2];

    /// <summary>Ten times the level: 31 is 3.1.</summary>
    public byte Level => _bytes[3];

    /// <summary>Bytes of the length in front of each NAL unit: 1, 2 or 4.</summary>
    public int NalLengthSize => (_bytes[4] & 3) + 1;

    public IReadOnlyList<byte[]> SequenceParameterSets { get; }

    public IReadOnlyList<byte[]> PictureParameterSets { get; }

    /// <summary>The content of <c>avcC</c>, as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>RFC 6381: "avc1.64001f".</summary>
    public string Codecs => string.Create(CultureInfo.InvariantCulture, $"avc1.{Profile:x2}{Compatibility:x2}{Level:x2}");

    /// <param name="content">Of the <c>avcC</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static AvcDecoderConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content, 0, "avcC");
        if (reader.ReadUInt8() != 1)
        {
            throw reader.Malformed("configurationVersion is not 1");
        }

        reader.Skip(3);
        if ((reader.ReadUInt8() & 3) == 2)
        {
            throw reader.Malformed("NAL unit lengths of 3 bytes");
        }

        var sequenceSets = ReadSets(ref reader, reader.ReadUInt8() & 0x1F);
        var pictureSets = ReadSets(ref reader, reader.ReadUInt8());
        return sequenceSets.Count > 0 && pictureSets.Count > 0
            ? new AvcDecoderConfiguration(content.ToArray(), sequenceSets, pictureSets)
            : throw reader.Malformed("has no parameter sets");
    }

    private static List<byte[]> ReadSets(ref BoxReader reader, int count)
    {
        var sets = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            sets.Add(reader.ReadBytes(reader.ReadUInt16()).ToArray());
        }

        return sets;
    }
}

using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Hevc;

/// <summary>What a decoder of HEVC needs before the first picture: the content of an <c>hvcC</c> box (ISO/IEC 14496-15 §8.3.3.1).</summary>
internal sealed class HevcDecoderConfiguration : IPictureConfiguration
{
    private readonly byte[] _bytes;

    private HevcDecoderConfiguration(byte[] bytes, HevcProfileTierLevel profile, IReadOnlyList<HevcNalUnitArray> arrays)
    {
        _bytes = bytes;
        ProfileTierLevel = profile;
        Arrays = arrays;
    }

    public HevcProfileTierLevel ProfileTierLevel { get; }

    /// <inheritdoc/>
    public ChromaFormat Chroma => (ChromaFormat)(_bytes[16] & 3);

    /// <inheritdoc/>
    public int BitDepth => 8 + (_bytes[17] & 7);

    /// <summary>Bits of a chroma sample.</summary>
    public int ChromaBitDepth => 8 + (_bytes[18] & 7);

    /// <summary>Temporal sub-layers; 0 is unknown.</summary>
    public int TemporalLayers => (_bytes[21] >> 3) & 7;

    /// <summary>Bytes of the length in front of each NAL unit: 1, 2 or 4.</summary>
    public int NalLengthSize => (_bytes[21] & 3) + 1;

    /// <summary>Parameter sets and SEI.</summary>
    public IReadOnlyList<HevcNalUnitArray> Arrays { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>"hvc1.2.4.L153.B0" (ISO/IEC 14496-15 Annex E.3).</summary>
    public string Codecs => $"hvc1.{ProfileTierLevel.Codecs}";

    public IEnumerable<ReadOnlyMemory<byte>> UnitsOf(HevcNalUnitType type) =>
        Arrays.Where(array => array.Type == type).SelectMany(array => array.Units);

    /// <param name="content">Of the <c>hvcC</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static HevcDecoderConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        var reader = new BoxReader(bytes, 0, "hvcC");

        // Early writers left 0 here, and players took it.
        if (reader.ReadUInt8() > 1)
        {
            throw reader.Malformed("configurationVersion is not 1");
        }

        var profile = new BitReader(reader.ReadBytes(12), "hvcC");
        reader.Skip(8);
        if ((reader.ReadUInt8() & 3) == 2)
        {
            throw reader.Malformed("NAL unit lengths of 3 bytes");
        }

        var arrays = new List<HevcNalUnitArray>();
        for (var count = reader.ReadUInt8(); count > 0; count--)
        {
            arrays.Add(ReadArray(bytes, ref reader));
        }

        return new HevcDecoderConfiguration(bytes, HevcProfileTierLevel.Read(ref profile), arrays);
    }

    private static HevcNalUnitArray ReadArray(byte[] bytes, ref BoxReader reader)
    {
        var head = reader.ReadUInt8();
        var units = new List<ReadOnlyMemory<byte>>();
        for (var count = reader.ReadUInt16(); count > 0; count--)
        {
            var size = reader.ReadUInt16();
            units.Add(bytes.AsMemory((int)reader.Offset, Math.Min(size, reader.Remaining)));
            reader.Skip(size);
        }

        return new HevcNalUnitArray((HevcNalUnitType)(head & 0x3F), (head & 0x80) != 0, units);
    }
}

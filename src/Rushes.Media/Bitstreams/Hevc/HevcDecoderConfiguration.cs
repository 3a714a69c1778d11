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

    /// <summary>A record with NAL unit lengths of 4 bytes around the parameter sets of an elementary stream.</summary>
    /// <param name="units">Parameter sets of the base layer, in any order, each once.</param>
    /// <exception cref="MediaFormatException">The first sequence parameter set is malformed.</exception>
    public static HevcDecoderConfiguration Build(IReadOnlyList<ReadOnlyMemory<byte>> units)
    {
        var arrays = units.GroupBy(unit => HevcParameterSets.TypeOf(unit.Span)).OrderBy(group => group.Key)
            .Select(group => new HevcNalUnitArray(group.Key, true, [.. group])).ToList();
        var first = arrays.Find(array => array.Type == HevcNalUnitType.SequenceParameterSet)
            ?? throw new ArgumentException("There is no sequence parameter set.", nameof(units));
        var sequence = HevcSequenceParameterSet.Parse(first.Units[0].Span);
        var writer = new BoxWriter();
        writer.UInt8(1);
        sequence.ProfileTierLevel.Write(writer);
        writer.UInt16(0xF000); // min_spatial_segmentation_idc: nothing is promised
        writer.UInt8(0xFC); // parallelismType: unknown
        writer.UInt8((byte)(0xFC | (int)sequence.Chroma));
        writer.UInt8((byte)(0xF8 | (sequence.LumaDepth - 8)));
        writer.UInt8((byte)(0xF8 | (sequence.ChromaDepth - 8)));
        writer.UInt16(0); // avgFrameRate: unknown
        writer.UInt8((byte)((sequence.MaxSubLayers << 3) | (sequence.IsTemporallyNested ? 4 : 0) | 3));
        writer.UInt8((byte)arrays.Count);
        foreach (var array in arrays)
        {
            WriteArray(writer, array);
        }

        return new HevcDecoderConfiguration(writer.Written.ToArray(), sequence.ProfileTierLevel, arrays);
    }

    private static void WriteArray(BoxWriter writer, HevcNalUnitArray array)
    {
        writer.UInt8((byte)(0x80 | (int)array.Type));
        writer.UInt16(checked((ushort)array.Units.Count));
        foreach (var unit in array.Units)
        {
            writer.UInt16(checked((ushort)unit.Length));
            writer.Bytes(unit.Span);
        }
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

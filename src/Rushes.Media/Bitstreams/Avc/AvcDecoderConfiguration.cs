using System.Globalization;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Avc;

/// <summary>What a decoder of AVC needs before the first picture: the content of an <c>avcC</c> box (ISO/IEC 14496-15 §5.3.3.1).</summary>
internal sealed class AvcDecoderConfiguration : IPictureConfiguration
{
    private readonly byte[] _bytes;

    private AvcDecoderConfiguration(byte[] bytes, IReadOnlyList<ReadOnlyMemory<byte>> sequenceSets, IReadOnlyList<ReadOnlyMemory<byte>> pictureSets)
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

    /// <inheritdoc/>
    public int BitDepth => AvcSampleFormat.Read(SequenceParameterSets[0].Span).LumaDepth;

    /// <inheritdoc/>
    public ChromaFormat Chroma => AvcSampleFormat.Read(SequenceParameterSets[0].Span).Chroma;

    /// <summary>NAL units without their lengths.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> SequenceParameterSets { get; }

    /// <summary>NAL units without their lengths.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> PictureParameterSets { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>"avc1.64001f" (RFC 6381 §3.3).</summary>
    public string Codecs => string.Create(CultureInfo.InvariantCulture, $"avc1.{Profile:x2}{Compatibility:x2}{Level:x2}");

    /// <param name="content">Of the <c>avcC</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static AvcDecoderConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        var reader = new BoxReader(bytes, 0, "avcC");
        if (reader.ReadUInt8() != 1)
        {
            throw reader.Malformed("configurationVersion is not 1");
        }

        reader.Skip(3);
        if ((reader.ReadUInt8() & 3) == 2)
        {
            throw reader.Malformed("NAL unit lengths of 3 bytes");
        }

        var sequenceSets = ReadSets(bytes, ref reader, reader.ReadUInt8() & 0x1F);
        var pictureSets = ReadSets(bytes, ref reader, reader.ReadUInt8());
        return sequenceSets.Count > 0 && pictureSets.Count > 0
            ? new AvcDecoderConfiguration(bytes, sequenceSets, pictureSets)
            : throw reader.Malformed("has no parameter sets");
    }

    /// <summary>A record with NAL unit lengths of 4 bytes around the parameter sets of an elementary stream.</summary>
    /// <exception cref="MediaFormatException">The first sequence parameter set is malformed.</exception>
    public static AvcDecoderConfiguration Build(
        IReadOnlyList<ReadOnlyMemory<byte>> sequenceSets, IReadOnlyList<ReadOnlyMemory<byte>> pictureSets)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sequenceSets.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequenceSets.Count, 31);
        ArgumentOutOfRangeException.ThrowIfZero(pictureSets.Count);
        var first = sequenceSets[0].Span;
        var format = AvcSampleFormat.Read(first);
        var writer = new BoxWriter();
        writer.UInt8(1);
        writer.Bytes(first[1..4]); // profile, constraints, level
        writer.UInt8(0xFF); // reserved, lengthSizeMinusOne 3
        writer.UInt8((byte)(0xE0 | sequenceSets.Count));
        WriteSets(writer, sequenceSets);
        writer.UInt8(checked((byte)pictureSets.Count));
        WriteSets(writer, pictureSets);
        if (AvcSampleFormat.IsSaidBy(first[1]))
        {
            writer.UInt8((byte)(0xFC | (int)format.Chroma));
            writer.UInt8((byte)(0xF8 | (format.LumaDepth - 8)));
            writer.UInt8((byte)(0xF8 | (format.ChromaDepth - 8)));
            writer.UInt8(0); // no sequence parameter set extensions
        }

        return new AvcDecoderConfiguration(writer.Written.ToArray(), sequenceSets, pictureSets);
    }

    private static List<ReadOnlyMemory<byte>> ReadSets(byte[] bytes, ref BoxReader reader, int count)
    {
        var sets = new List<ReadOnlyMemory<byte>>();
        for (var i = 0; i < count; i++)
        {
            var size = reader.ReadUInt16();
            sets.Add(bytes.AsMemory((int)reader.Offset, Math.Min(size, reader.Remaining)));
            reader.Skip(size);
        }

        return sets;
    }

    private static void WriteSets(BoxWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> sets)
    {
        foreach (var set in sets)
        {
            writer.UInt16(checked((ushort)set.Length));
            writer.Bytes(set.Span);
        }
    }
}

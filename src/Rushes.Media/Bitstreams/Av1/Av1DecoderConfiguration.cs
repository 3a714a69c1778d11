using System.Globalization;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Av1;

/// <summary>The content of <c>av1C</c> (AV1 Codec ISO Media File Format Binding §2.3).</summary>
internal sealed class Av1DecoderConfiguration : IPictureConfiguration
{
    private const byte MarkerAndVersion = 0x81;

    private readonly byte[] _bytes;

    private Av1DecoderConfiguration(byte[] bytes, Av1SequenceHeader? sequence)
    {
        _bytes = bytes;
        Sequence = sequence;
        Colour = sequence?.Color.Colour ?? new Colour(2, 2, 2, false);
    }

    /// <summary>seq_profile: 0 Main, 1 High, 2 Professional.</summary>
    public int Profile => _bytes[1] >> 5;

    /// <summary>seq_level_idx of the first operating point: 4 is 3.0.</summary>
    public int Level => _bytes[1] & 0x1F;

    public bool HighTier => (_bytes[2] & 0x80) != 0;

    /// <inheritdoc/>
    public int BitDepth => (_bytes[2] & 0x60) switch { 0 => 8, 0x60 => 12, _ => 10 };

    /// <inheritdoc/>
    public ChromaFormat Chroma => (_bytes[2] & 0x1C) switch
    {
        >= 0x10 => ChromaFormat.Monochrome,
        0x0C => ChromaFormat.Yuv420,
        0x08 => ChromaFormat.Yuv422,
        _ => ChromaFormat.Yuv444,
    };

    /// <summary>From <c>configOBUs</c>; null when they hold none.</summary>
    public Av1SequenceHeader? Sequence { get; }

    /// <summary>Of the sequence header; 2, 2, 2 without.</summary>
    public Colour Colour { get; private init; }

    /// <summary>The OBUs that a decoder gets before the first sample.</summary>
    public ReadOnlyMemory<byte> ConfigObus => _bytes.AsMemory(4);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>
    /// "av01.0.04M.10.0.112.09.16.09.0". The optional fields are all there or none (§5); they are left out when they would say
    /// what their absence says: 4:2:0, BT.709, limited range; or when the colour is unspecified.
    /// </summary>
    public string Codecs
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"av01.{Profile}.{Level:D2}{(HighTier ? 'H' : 'M')}.{BitDepth:D2}");
            var position = Chroma == ChromaFormat.Yuv420 ? _bytes[2] & 3 : 0;
            return Chroma == ChromaFormat.Yuv420 && position == 0 && Colour is (1, 1, 1, false) or (2, 2, 2, false)
                ? text
                : string.Create(CultureInfo.InvariantCulture, $"{text}.{(_bytes[2] >> 4) & 1}.{(_bytes[2] >> 3) & 1}{(_bytes[2] >> 2) & 1}{position}.{Colour.Primaries:D2}.{Colour.Transfer:D2}.{Colour.Matrix:D2}.{(Colour.FullRange ? 1 : 0)}");
        }
    }

    /// <param name="content">Of the <c>av1C</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static Av1DecoderConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content, 0, "av1C");
        if (reader.ReadUInt8() != MarkerAndVersion)
        {
            throw reader.Malformed("marker and version are not 1 and 1");
        }

        reader.Skip(3);
        return new Av1DecoderConfiguration(content.ToArray(), FindSequence(reader.ReadToEnd()));
    }

    /// <param name="obus">Whole ones with their sizes: a sequence header as the first sample has it, and what else a decoder is to get before that.</param>
    /// <exception cref="MediaFormatException">There is no sequence header.</exception>
    public static Av1DecoderConfiguration Build(ReadOnlySpan<byte> obus)
    {
        var sequence = FindSequence(obus) ?? throw new MediaFormatException("av1C: no sequence header", 0);
        var (point, color) = (sequence.OperatingPoints[0], sequence.Color);
        var writer = new BoxWriter();
        writer.UInt8(MarkerAndVersion);
        writer.UInt8((byte)((sequence.Profile << 5) | point.Level));
        writer.UInt8((byte)((point.HighTier ? 0x80 : 0) | (color.BitDepth > 8 ? 0x40 : 0) | (color.BitDepth == 12 ? 0x20 : 0)
            | (color.Monochrome ? 0x10 : 0) | (color.SubsamplingX ? 8 : 0) | (color.SubsamplingY ? 4 : 0) | color.ChromaSamplePosition));
        writer.UInt8(0); // no initial_presentation_delay
        writer.Bytes(obus);
        return new Av1DecoderConfiguration(writer.Written.ToArray(), sequence);
    }

    /// <summary>With the sequence header of a sample in place of its own; as it is where the sample has none before its first frame.</summary>
    /// <param name="sample">A whole one.</param>
    /// <exception cref="MediaFormatException">An OBU in front of the first frame is malformed.</exception>
    public Av1DecoderConfiguration OfSample(ReadOnlySpan<byte> sample)
    {
        var reader = new Av1ObuReader(sample);
        while (reader.TryRead(out var obu) && obu.Type is not (Av1ObuType.Frame or Av1ObuType.FrameHeader))
        {
            if (obu.Type == Av1ObuType.SequenceHeader)
            {
                return Build([.. sample.Slice(obu.Offset, obu.Size), .. WithoutSequence(ConfigObus.Span)]);
            }
        }

        return this;
    }

    /// <summary>With the colour that the track's <c>colr</c> says, where no sequence header says one.</summary>
    public Av1DecoderConfiguration OfTrack(Colour colour) => Sequence is null ? new(_bytes, null) { Colour = colour } : this;

    private static byte[] WithoutSequence(ReadOnlySpan<byte> obus)
    {
        List<byte> others = [];
        var reader = new Av1ObuReader(obus);
        while (reader.TryRead(out var obu))
        {
            if (obu.Type != Av1ObuType.SequenceHeader)
            {
                others.AddRange(obus.Slice(obu.Offset, obu.Size));
            }
        }

        return [.. others];
    }

    private static Av1SequenceHeader? FindSequence(ReadOnlySpan<byte> obus)
    {
        var reader = new Av1ObuReader(obus);
        while (reader.TryRead(out var obu))
        {
            if (obu.Type == Av1ObuType.SequenceHeader)
            {
                return Av1SequenceHeader.Parse(obu.Payload);
            }
        }

        return null;
    }
}

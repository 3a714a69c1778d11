using Rushes.Media.Bitstreams.Avc;

namespace Rushes.Media.Isobmff;

/// <summary><c>avc1</c>, ISO/IEC 14496-12 §12.1.3 and 14496-15 §5.4.2: how pictures are coded.</summary>
internal readonly record struct VisualSampleEntry(int Width, int Height, AvcDecoderConfiguration Configuration)
{
    public static VisualSampleEntry Parse(ReadOnlySpan<byte> entry)
    {
        var reader = new BoxReader(entry, 0, "stsd");
        reader.TryReadBox(out var type, out var content);
        if (!type.Is("avc1"u8))
        {
            throw reader.Malformed($"sample entry '{type}' instead of avc1");
        }

        content.Skip(24); // reserved, data_reference_index, pre_defined
        var (width, height) = (content.ReadUInt16(), content.ReadUInt16());
        content.Skip(50);
        if (width == 0 || height == 0)
        {
            throw content.Malformed($"picture of {width}x{height}");
        }

        return new VisualSampleEntry(width, height, AvcDecoderConfiguration.Parse(content.Find("avcC"u8).ReadToEnd()));
    }

    /// <summary>Our own entry: nothing of the encoder's but the configuration, so equal recipes give equal bytes.</summary>
    public static void Write(BoxWriter writer, TrackFormat format, Colour? colour, BitRates rates)
    {
        using var entry = writer.Box("avc1"u8);
        writer.Zeros(6);
        writer.UInt16(1); // data_reference_index
        writer.Zeros(16);
        writer.UInt16(checked((ushort)format.Width));
        writer.UInt16(checked((ushort)format.Height));
        writer.UInt32(0x0048_0000); // 72 dpi
        writer.UInt32(0x0048_0000);
        writer.UInt32(0);
        writer.UInt16(1); // frame_count
        writer.Zeros(32); // compressorname
        writer.UInt16(0x0018);
        writer.UInt16(0xFFFF);
        using (writer.Box("avcC"u8))
        {
            writer.Bytes(format.Configuration.Span);
        }

        colour?.Write(writer);
        rates.Write(writer);
    }
}

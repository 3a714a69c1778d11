using Rushes.Media.Bitstreams.Audio;

namespace Rushes.Media.Isobmff;

/// <summary><c>esds</c>, ISO/IEC 14496-14 §5.6 around the descriptors of ISO/IEC 14496-1 §7.2.6.</summary>
internal static class ElementaryStreamDescriptor
{
    private const byte StreamTag = 3;
    private const byte DecoderConfigTag = 4;
    private const byte DecoderSpecificTag = 5;
    private const byte SyncLayerTag = 6;
    private const byte Mpeg4Audio = 0x40;

    public static AudioSpecificConfig Parse(BoxReader content)
    {
        content.ReadVersionAndFlags();
        var stream = ReadDescriptor(ref content, StreamTag);
        stream.Skip(2); // ES_ID
        var flags = stream.ReadUInt8();
        stream.Skip((flags & 0x80) == 0 ? 0 : 2);
        stream.Skip((flags & 0x40) == 0 ? 0 : stream.ReadUInt8());
        stream.Skip((flags & 0x20) == 0 ? 0 : 2);
        var decoder = ReadDescriptor(ref stream, DecoderConfigTag);
        if (decoder.ReadUInt8() != Mpeg4Audio)
        {
            throw decoder.Malformed("is not MPEG-4 audio");
        }

        decoder.Skip(12);
        return AudioSpecificConfig.Parse(ReadDescriptor(ref decoder, DecoderSpecificTag).ReadToEnd());
    }

    public static void Write(BoxWriter writer, ReadOnlySpan<byte> configuration, BitRates rates)
    {
        var decoderSize = 13 + 2 + configuration.Length;
        var streamSize = 3 + 2 + decoderSize + 3;
        if (streamSize > 0x7F)
        {
            throw new ArgumentException("An AudioSpecificConfig takes at most a hundred bytes.", nameof(configuration));
        }

        using var box = writer.FullBox("esds"u8);
        WriteTag(writer, StreamTag, streamSize);
        writer.UInt16(0); // ES_ID, 0 in files
        writer.UInt8(0);
        WriteTag(writer, DecoderConfigTag, decoderSize);
        writer.UInt8(Mpeg4Audio);
        writer.UInt8(0x15); // streamType 5 (audio), reserved bit
        writer.UInt8(0);
        writer.UInt16((ushort)Math.Min(rates.LargestSample, ushort.MaxValue)); // low bytes of bufferSizeDB
        writer.UInt32(rates.Maximum);
        writer.UInt32(rates.Average);
        WriteTag(writer, DecoderSpecificTag, configuration.Length);
        writer.Bytes(configuration);
        WriteTag(writer, SyncLayerTag, 1);
        writer.UInt8(2); // as MP4 files demand
    }

    private static void WriteTag(BoxWriter writer, byte tag, int size)
    {
        writer.UInt8(tag);
        writer.UInt8((byte)size);
    }

    // §8.3.3: seven bits a byte, at most four bytes.
    private static BoxReader ReadDescriptor(ref BoxReader reader, byte expected)
    {
        var tag = reader.ReadUInt8();
        if (tag != expected)
        {
            throw reader.Malformed($"descriptor {tag} instead of {expected}");
        }

        var size = 0;
        for (var i = 0; i < 4; i++)
        {
            var next = reader.ReadUInt8();
            size = (size << 7) | (next & 0x7F);
            if ((next & 0x80) == 0)
            {
                break;
            }
        }

        var offset = reader.Offset;
        return new BoxReader(reader.ReadBytes(size), offset, $"{reader.Path}/{tag}");
    }
}

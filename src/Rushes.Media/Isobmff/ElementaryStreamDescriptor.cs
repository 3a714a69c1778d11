using Rushes.Media.Bitstreams.Audio;
using Rushes.Media.Bitstreams.Mpeg2;

namespace Rushes.Media.Isobmff;

/// <summary><c>esds</c>, ISO/IEC 14496-14 §5.6 around the descriptors of ISO/IEC 14496-1 §7.2.6.</summary>
internal static class ElementaryStreamDescriptor
{
    private const byte StreamTag = 3;
    private const byte DecoderConfigTag = 4;
    private const byte DecoderSpecificTag = 5;
    private const byte SyncLayerTag = 6;
    private const byte Mpeg4Audio = 0x40;
    private const byte Mpeg2AacFirst = 0x66;
    private const byte Mpeg2AacLast = 0x68;
    private const byte VisualStream = 0x11; // streamType 4, reserved bit
    private const byte AudioStream = 0x15; // streamType 5, reserved bit

    /// <summary>MPEG-4 audio.</summary>
    public static (string Codec, AudioSpecificConfig Configuration) ParseAudio(BoxReader content)
    {
        var (objectType, specific) = Parse(content);
        return objectType is Mpeg4Audio or (>= Mpeg2AacFirst and <= Mpeg2AacLast)
            ? ("aac", AudioSpecificConfig.Parse(specific.Span))
            : throw content.Malformed($"object type {objectType:x2} is not AAC");
    }

    /// <summary>MPEG-2 video; its configuration is the object type and what a decoder is told.</summary>
    public static (string Codec, string Codecs, ReadOnlyMemory<byte> Configuration) ParseVideo(BoxReader content)
    {
        var (objectType, specific) = Parse(content);
        return ("mpeg2", Mpeg2DecoderConfiguration.Parse(objectType, specific.Span).Codecs, (byte[])[objectType, .. specific.Span]);
    }

    public static void WriteAudio(BoxWriter writer, ReadOnlySpan<byte> configuration, BitRates? rates) =>
        Write(writer, Mpeg4Audio, AudioStream, configuration, rates);

    /// <param name="configuration">As <see cref="ParseVideo"/> gives it.</param>
    public static void WriteVideo(BoxWriter writer, ReadOnlySpan<byte> configuration, BitRates? rates) =>
        Write(writer, configuration[0], VisualStream, configuration[1..], rates);

    private static (byte ObjectType, ReadOnlyMemory<byte> Specific) Parse(BoxReader content)
    {
        content.ReadVersionAndFlags();
        var stream = ReadDescriptor(ref content, StreamTag);
        stream.Skip(2); // ES_ID
        var flags = stream.ReadUInt8();
        stream.Skip((flags & 0x80) == 0 ? 0 : 2);
        stream.Skip((flags & 0x40) == 0 ? 0 : stream.ReadUInt8());
        stream.Skip((flags & 0x20) == 0 ? 0 : 2);
        var decoder = ReadDescriptor(ref stream, DecoderConfigTag);
        var objectType = decoder.ReadUInt8();
        decoder.Skip(12);
        return (objectType, decoder.Remaining == 0 ? default : ReadDescriptor(ref decoder, DecoderSpecificTag).ReadToEnd().ToArray());
    }

    private static void Write(BoxWriter writer, byte objectType, byte streamType, ReadOnlySpan<byte> specific, BitRates? rates)
    {
        var specificSize = specific.Length == 0 ? 0 : SizeOf(specific.Length);
        var decoderSize = 13 + specificSize;
        var streamSize = 3 + SizeOf(decoderSize) + 3;
        using var box = writer.FullBox("esds"u8);
        WriteTag(writer, StreamTag, streamSize);
        writer.UInt16(0); // ES_ID, 0 in files
        writer.UInt8(0);
        WriteTag(writer, DecoderConfigTag, decoderSize);
        writer.UInt8(objectType);
        writer.UInt8(streamType);
        writer.UInt8(0);
        writer.UInt16((ushort)Math.Min(rates?.LargestSample ?? 0, ushort.MaxValue)); // low bytes of bufferSizeDB
        writer.UInt32(rates?.Maximum ?? 0);
        writer.UInt32(rates?.Average ?? 0);
        if (specificSize > 0)
        {
            WriteTag(writer, DecoderSpecificTag, specific.Length);
            writer.Bytes(specific);
        }

        WriteTag(writer, SyncLayerTag, 1);
        writer.UInt8(2); // as MP4 files demand
    }

    private static int SizeOf(int content) => 1 + LengthSize(content) + content;

    // §8.3.3: seven bits a byte.
    private static int LengthSize(int content) => content <= 0x7F ? 1 : content <= 0x3FFF ? 2 : 4;

    private static void WriteTag(BoxWriter writer, byte tag, int size)
    {
        writer.UInt8(tag);
        for (var left = LengthSize(size) - 1; left >= 0; left--)
        {
            writer.UInt8((byte)(((size >> (7 * left)) & 0x7F) | (left > 0 ? 0x80 : 0)));
        }
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

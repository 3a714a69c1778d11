using Rushes.Media.Bitstreams.Audio;

namespace Rushes.Media.Isobmff;

/// <summary><c>mp4a</c>, ISO/IEC 14496-12 §12.2.3 and 14496-14 §5.6: how sound is coded.</summary>
internal readonly record struct AudioSampleEntry(AudioSpecificConfig Configuration)
{
    public static AudioSampleEntry Parse(ReadOnlySpan<byte> entry)
    {
        var reader = new BoxReader(entry, 0, "stsd");
        reader.TryReadBox(out var type, out var content);
        if (!type.Is("mp4a"u8))
        {
            throw reader.Malformed($"sample entry '{type}' instead of mp4a");
        }

        content.Skip(8); // reserved, data_reference_index
        if (content.ReadUInt16() != 0)
        {
            throw content.Malformed("a QuickTime sound description");
        }

        content.Skip(18);
        return new AudioSampleEntry(ElementaryStreamDescriptor.Parse(content.Find("esds"u8)));
    }

    public static void Write(BoxWriter writer, TrackFormat format, BitRates rates)
    {
        using var entry = writer.Box("mp4a"u8);
        writer.Zeros(6);
        writer.UInt16(1); // data_reference_index
        writer.Zeros(8);
        writer.UInt16(checked((ushort)format.Channels));
        writer.UInt16(16); // samplesize
        writer.Zeros(4);

        // 16.16; a rate that does not fit is said by the AudioSpecificConfig alone.
        writer.UInt32(format.SampleRate <= ushort.MaxValue ? (uint)format.SampleRate << 16 : 0);
        ElementaryStreamDescriptor.Write(writer, format.Configuration.Span, rates);
        rates.Write(writer);
    }
}

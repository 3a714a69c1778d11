namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>
/// The fixed fields of an audio sample entry: ISO/IEC 14496-12 §12.2.3, and QuickTime File Format, "Sound Sample Description"
/// (versions 0, 1 and 2).
/// </summary>
/// <param name="Version">Of QuickTime; 0 in MP4.</param>
/// <param name="Bits">Of a sample of one channel.</param>
/// <param name="SampleRate">Hertz.</param>
/// <param name="PcmFlags">formatSpecificFlags of version 2.</param>
internal readonly record struct SoundDescription(int Version, int Channels, int Bits, int SampleRate, uint PcmFlags)
{
    public static SoundDescription Parse(ref BoxReader content)
    {
        content.Skip(8); // reserved, data_reference_index
        var version = content.ReadUInt16();
        content.Skip(6); // revision, vendor
        var (channels, bits) = (content.ReadUInt16(), content.ReadUInt16());
        content.Skip(4); // compression ID, packet size
        var rate = content.ReadUInt32() >> 16;
        switch (version)
        {
            case 0:
                return new SoundDescription(0, channels, bits, (int)rate, 0);
            case 1:
                content.Skip(16);
                return new SoundDescription(1, channels, bits, (int)rate, 0);
            case 2:
                return ParseVersion2(ref content);
            default:
                throw content.Malformed($"a sound description of version {version}");
        }
    }

    public void Write(BoxWriter writer)
    {
        writer.Zeros(6);
        writer.UInt16(1); // data_reference_index
        writer.UInt16((ushort)Version);
        writer.Zeros(6);
        writer.UInt16(checked((ushort)Channels));
        writer.UInt16((ushort)Bits);
        writer.UInt16(Version == 1 ? (ushort)0xFFFE : (ushort)0); // compression ID -2: packets may differ in size
        writer.UInt16(0);

        // 16.16; a rate that does not fit is said by the decoder's configuration alone.
        writer.UInt32(SampleRate <= ushort.MaxValue ? (uint)SampleRate << 16 : 0);
    }

    /// <summary>With the sizes that version 1 adds.</summary>
    /// <param name="writer">Of the entry.</param>
    /// <param name="samplesPerPacket">Instants in a packet.</param>
    /// <param name="bytesPerPacket">Of one channel; 0 where packets differ.</param>
    /// <param name="bytesPerFrame">Of all channels; 0 where packets differ.</param>
    public void Write(BoxWriter writer, int samplesPerPacket, int bytesPerPacket, int bytesPerFrame)
    {
        Write(writer);
        writer.UInt32((uint)samplesPerPacket);
        writer.UInt32((uint)bytesPerPacket);
        writer.UInt32((uint)bytesPerFrame);
        writer.UInt32(2); // bytes per sample, decoded
    }

    private static SoundDescription ParseVersion2(ref BoxReader content)
    {
        content.Skip(4); // sizeOfStructOnly
        var rate = BitConverter.UInt64BitsToDouble(content.ReadUInt64());
        var channels = content.ReadUInt32();
        content.Skip(4); // always 7F000000
        var (bits, flags) = (content.ReadUInt32(), content.ReadUInt32());
        content.Skip(8); // constant sizes of a packet
        return rate is >= 1 and <= int.MaxValue && channels <= ushort.MaxValue && bits <= 64
            ? new SoundDescription(2, (int)channels, (int)bits, (int)rate, flags)
            : throw content.Malformed($"{channels} channels of {bits} bits at {rate} Hz");
    }
}

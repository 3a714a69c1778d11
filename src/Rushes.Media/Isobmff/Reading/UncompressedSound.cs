namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// QuickTime says of uncompressed sound that its samples have one byte, and means as many as a frame of all channels takes;
/// the sound description knows (QuickTime File Format, sample size atom and sound sample description).
/// </summary>
internal static class UncompressedSound
{
    private const int DescriptionHeader = 16; // header, reserved, data_reference_index
    private const int FieldsOfVersion1 = 36;

    /// <summary>Bytes of a frame; 1 where the description does not know better.</summary>
    public static uint FrameSize(SampleEntryBox entry)
    {
        if (entry.Bytes.Length < FieldsOfVersion1)
        {
            return 1;
        }

        var content = new BoxReader(entry.Bytes.Span, 0, "stsd");
        content.Skip(DescriptionHeader);
        var version = content.ReadUInt16();
        content.Skip(6); // revision, vendor
        uint channels = content.ReadUInt16();
        uint bits = content.ReadUInt16();
        return version switch
        {
            0 => channels * BytesPerChannel(entry.Type, bits),
            1 when content.Remaining >= 8 + 16 => ReadPacketing(content),
            _ => 1,
        };
    }

    // Version 1 adds samples and bytes of a packet of one channel, and bytes of a frame of all.
    private static uint ReadPacketing(BoxReader content)
    {
        content.Skip(8); // compression id, packet size, rate
        var samplesPerPacket = content.ReadUInt32();
        content.Skip(4); // bytes of a packet
        var bytesPerFrame = content.ReadUInt32();
        return samplesPerPacket > 0 && bytesPerFrame > 0 && bytesPerFrame % samplesPerPacket == 0 ? bytesPerFrame / samplesPerPacket : 1;
    }

    private static uint BytesPerChannel(BoxType type, uint bits) =>
        type.Is("in24"u8) ? 3
        : type.Is("in32"u8) || type.Is("fl32"u8) ? 4
        : type.Is("fl64"u8) ? 8
        : type.Is("twos"u8) || type.Is("sowt"u8) || type.Is("raw "u8) || type.Is("NONE"u8) ? Math.Max(1, bits / 8)
        : 1;
}

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary><c>chan</c>, QuickTime File Format, "Audio Channel Layout": which speaker each channel is for.</summary>
internal static class ChannelLayoutBox
{
    /// <summary>As it came, or the usual layout of so many channels in the order of the coding.</summary>
    public static void Write(BoxWriter writer, TrackFormat format)
    {
        if (new SampleEntryBoxes(format.Extensions, "stsd").Has("chan"))
        {
            writer.Bytes(format.Extensions.Span);
            return;
        }

        if (UsualTag(format) is { } tag)
        {
            using var box = writer.FullBox("chan"u8);
            writer.UInt32(tag);
            writer.UInt32(0); // no bitmap
            writer.UInt32(0); // no descriptions
        }
    }

    // kAudioChannelLayoutTag of CoreAudioTypes.h: number of the layout, count of its channels.
    private static uint? UsualTag(TrackFormat format) => (format.Channels, format.Codec) switch
    {
        (1, _) => Tag(100, 1), // Mono
        (2, _) => Tag(101, 2), // Stereo
        (6, "aac") => Tag(124, 6), // MPEG_5_1_D: C L R Ls Rs LFE
        (8, "aac") => Tag(127, 8), // MPEG_7_1_B: C Lc Rc L R Ls Rs LFE
        (6, "ac3" or "eac3") => Tag(123, 6), // MPEG_5_1_C: L C R Ls Rs LFE
        (6, _) => Tag(121, 6), // MPEG_5_1_A: L R C LFE Ls Rs
        (8, _) => Tag(128, 8), // MPEG_7_1_C: L R C LFE Ls Rs Rls Rrs
        _ => null,
    };

    private static uint Tag(uint number, uint channels) => (number << 16) | channels;
}

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>program_config_element (ISO/IEC 14496-3 §4.4.1.1): only the count of its speakers matters here.</summary>
internal static class ProgramConfigElement
{
    public static int ReadChannels(ref BitReader bits)
    {
        bits.Skip(4 + 2 + 4); // element_instance_tag, object_type, sampling_frequency_index
        var elements = bits.Read(4) + bits.Read(4) + bits.Read(4); // front, side, back
        var lowFrequency = bits.Read(2);
        var (associated, coupling) = (bits.Read(3), bits.Read(4));
        SkipMixdown(ref bits, 4);
        SkipMixdown(ref bits, 4);
        SkipMixdown(ref bits, 3);
        var channels = lowFrequency;
        for (; elements > 0; elements--)
        {
            channels += bits.ReadFlag() ? 2 : 1;
            bits.Skip(4);
        }

        bits.Skip((lowFrequency * 4) + (associated * 4) + (coupling * 5));
        bits.AlignToByte();
        if (bits.Remaining >= 8)
        {
            bits.Skip(8 * bits.Read(8)); // comment_field_data
        }

        return channels;
    }

    private static void SkipMixdown(ref BitReader bits, int size)
    {
        if (bits.ReadFlag())
        {
            bits.Skip(size);
        }
    }
}

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>adts_fixed_header and adts_variable_header (ISO/IEC 14496-3 §1.A.2.2).</summary>
/// <param name="ObjectType">Audio object type: 2 is AAC LC.</param>
/// <param name="FrequencyIndex">Table 1.18; never reserved.</param>
/// <param name="ChannelConfiguration">Table 1.19; 0 when a program_config_element in the frame says it.</param>
/// <param name="HeaderSize">Bytes: 7, or 9 with a check sum.</param>
/// <param name="FrameSize">Bytes, with the header.</param>
/// <param name="Blocks">Raw data blocks of 1024 samples: 1 to 4.</param>
internal readonly record struct AdtsHeader(
    int ObjectType, int FrequencyIndex, int ChannelConfiguration, int HeaderSize, int FrameSize, int Blocks)
{
    /// <exception cref="MediaFormatException">No ADTS frame starts here.</exception>
    public static AdtsHeader Parse(ReadOnlySpan<byte> frame)
    {
        var bits = new BitReader(frame, "ADTS");
        if (bits.Read(12) != 0xFFF)
        {
            throw bits.Malformed("has no syncword");
        }

        bits.Skip(1 + 2); // ID, layer
        var headerSize = bits.ReadFlag() ? 7 : 9;
        var (objectType, frequency) = (bits.Read(2) + 1, bits.Read(4));
        bits.Skip(1); // private_bit
        var channels = bits.Read(3);
        bits.Skip(4); // original_copy, home, copyright
        var frameSize = bits.Read(13);
        bits.Skip(11); // adts_buffer_fullness
        return frequency < 13 && frameSize >= headerSize
            ? new AdtsHeader(objectType, frequency, channels, headerSize, frameSize, bits.Read(2) + 1)
            : throw bits.Malformed("reserved sampling frequency, or a frame shorter than its header");
    }
}

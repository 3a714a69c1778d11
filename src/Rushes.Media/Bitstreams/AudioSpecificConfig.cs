using System.Globalization;

namespace Rushes.Media.Bitstreams;

/// <summary>What a decoder of MPEG-4 audio needs before the first frame (ISO/IEC 14496-3 §1.6.2.1).</summary>
public sealed class AudioSpecificConfig
{
    // Table 1.18.
    private static readonly int[] Frequencies =
        [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    // Table 1.19: speakers of each channelConfiguration; 0 is said by a program_config_element.
    private static readonly int[] ChannelCounts = [0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 0, 8];

    private readonly byte[] _bytes;

    private AudioSpecificConfig(byte[] bytes, int objectType, int sampleRate, int channels)
    {
        _bytes = bytes;
        ObjectType = objectType;
        SampleRate = sampleRate;
        Channels = channels;
    }

    /// <summary>Audio object type: 2 is AAC LC.</summary>
    public int ObjectType { get; }

    /// <summary>Hertz.</summary>
    public int SampleRate { get; }

    /// <summary>Speakers, the low-frequency one included.</summary>
    public int Channels { get; }

    /// <summary>As it was read.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>RFC 6381: "mp4a.40.2".</summary>
    public string Codecs => string.Create(CultureInfo.InvariantCulture, $"mp4a.40.{ObjectType}");

    /// <exception cref="MediaFormatException">It is not such a configuration, or names no channels.</exception>
    public static AudioSpecificConfig Parse(ReadOnlySpan<byte> content)
    {
        var bits = new BitReader(content, "AudioSpecificConfig");
        var objectType = bits.Read(5);
        objectType = objectType == 31 ? 32 + bits.Read(6) : objectType;
        var index = bits.Read(4);
        var sampleRate = index == 15 ? bits.Read(24) : index < Frequencies.Length ? Frequencies[index] : 0;
        var configuration = bits.Read(4);
        var channels = configuration == 0 ? ReadProgramConfig(ref bits) : ChannelCounts.ElementAtOrDefault(configuration);
        return sampleRate > 0 && channels > 0
            ? new AudioSpecificConfig(content.ToArray(), objectType, sampleRate, channels)
            : throw new MediaFormatException("AudioSpecificConfig: reserved sampling frequency or channel configuration", 0);
    }

    // GASpecificConfig (§4.4.1) up to its program_config_element (§4.4.1.1); only the element counts matter.
    private static int ReadProgramConfig(ref BitReader bits)
    {
        bits.Read(1);
        if (bits.ReadFlag())
        {
            bits.Read(14); // coreCoderDelay
        }

        bits.Read(1 + 4 + 2 + 4);
        var elements = bits.Read(4) + bits.Read(4) + bits.Read(4);
        var lowFrequency = bits.Read(2);
        bits.Read(3 + 4);
        SkipMixdown(ref bits, 4);
        SkipMixdown(ref bits, 4);
        SkipMixdown(ref bits, 3);
        var channels = lowFrequency;
        for (; elements > 0; elements--)
        {
            channels += bits.ReadFlag() ? 2 : 1;
            bits.Read(4);
        }

        return channels;
    }

    private static void SkipMixdown(ref BitReader bits, int size)
    {
        if (bits.ReadFlag())
        {
            bits.Read(size);
        }
    }
}

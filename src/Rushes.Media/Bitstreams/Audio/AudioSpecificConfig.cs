using System.Globalization;

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>What a decoder of MPEG-4 audio needs before the first frame (ISO/IEC 14496-3 §1.6.2.1).</summary>
internal sealed class AudioSpecificConfig : ISoundConfiguration
{
    private const int Sbr = 5;
    private const int ParametricStereo = 29;
    private const int Usac = 42;

    // Table 1.18.
    private static readonly int[] Frequencies =
        [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    // Table 1.19: speakers of each channelConfiguration; 0 is said by a program_config_element.
    private static readonly int[] ChannelCounts = [0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 24, 8];

    // ISO/IEC 23003-3 Table 70: outputFrameLength of each coreSbrFrameLengthIndex.
    private static readonly int[] UsacFrameLengths = [768, 1024, 2048, 2048, 4096];

    private byte[] _bytes = [];

    private AudioSpecificConfig()
    {
    }

    /// <summary>Audio object type that a decoder must know: 2 AAC LC, 5 HE-AAC, 29 HE-AAC v2, 42 xHE-AAC.</summary>
    public int ObjectType { get; private set; }

    /// <summary>Object type of the core: 2 also below 5 and 29.</summary>
    public int CoreObjectType { get; private set; }

    /// <inheritdoc/>
    public int SampleRate { get; private set; }

    /// <inheritdoc/>
    public int Channels { get; private set; }

    /// <summary>Samples in a frame at <see cref="SampleRate"/>: 1024, 960, with spectral band replication twice that.</summary>
    public int SamplesPerFrame { get; private set; } = 1024;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>"mp4a.40.2" (RFC 6381 §3.3).</summary>
    public string Codecs => string.Create(CultureInfo.InvariantCulture, $"mp4a.40.{ObjectType}");

    /// <exception cref="MediaFormatException">It is not such a configuration, or names no channels.</exception>
    public static AudioSpecificConfig Parse(ReadOnlySpan<byte> content)
    {
        var bits = new BitReader(content, "AudioSpecificConfig");
        var parsed = new AudioSpecificConfig { _bytes = content.ToArray() };
        parsed.Read(ref bits);
        return parsed is { SampleRate: > 0, Channels: > 0 }
            ? parsed
            : throw bits.Malformed("reserved sampling frequency or channel configuration");
    }

    /// <summary>From an ADTS header.</summary>
    public static AudioSpecificConfig Build(AdtsHeader header) => Parse(
    [
        (byte)((header.ObjectType << 3) | (header.FrequencyIndex >> 1)),
        (byte)((header.FrequencyIndex << 7) | (header.ChannelConfiguration << 3)),
    ]);

    private void Read(ref BitReader bits)
    {
        ObjectType = CoreObjectType = ReadObjectType(ref bits);
        SampleRate = ReadFrequency(ref bits);
        Channels = ChannelCounts.ElementAtOrDefault(bits.Read(4));
        if (ObjectType is Sbr or ParametricStereo)
        {
            var extended = ReadFrequency(ref bits);
            CoreObjectType = ReadObjectType(ref bits);
            bits.Skip(CoreObjectType == 22 ? 4 : 0); // extensionChannelConfiguration
            ReadCore(ref bits);
            Extend(ObjectType, extended);
            return;
        }

        ReadCore(ref bits);
        ReadCompatibleExtension(ref bits);
    }

    private void ReadCore(ref BitReader bits)
    {
        if (CoreObjectType is 1 or 2 or 3 or 4 or 6 or 7 or 17 or (>= 19 and <= 23))
        {
            ReadGeneral(ref bits);
        }
        else if (CoreObjectType == Usac)
        {
            ReadUsac(ref bits);
        }
    }

    // GASpecificConfig (§4.4.1).
    private void ReadGeneral(ref BitReader bits)
    {
        var isShort = bits.ReadFlag();
        SamplesPerFrame = CoreObjectType == 23 ? (isShort ? 480 : 512) : (isShort ? 960 : 1024);
        bits.Skip(bits.ReadFlag() ? 14 : 0); // coreCoderDelay
        var hasExtension = bits.ReadFlag();
        if (Channels == 0)
        {
            Channels = ProgramConfigElement.ReadChannels(ref bits);
        }

        if (hasExtension && CoreObjectType >= 17)
        {
            bits.Skip((CoreObjectType == 22 ? 5 + 11 : 3) + 1);
        }
    }

    // UsacConfig (ISO/IEC 23003-3 §5.2): it says again, and for good, what stands in front of it.
    private void ReadUsac(ref BitReader bits)
    {
        var index = bits.Read(5);
        SampleRate = index == 31 ? bits.Read(24) : index < Frequencies.Length ? Frequencies[index] : SampleRate;
        SamplesPerFrame = UsacFrameLengths.ElementAtOrDefault(bits.Read(3));
        var configuration = bits.Read(5);
        Channels = configuration == 0 ? bits.ReadFlag() ? 0 : bits.Read(4) : ChannelCounts.ElementAtOrDefault(configuration);
    }

    // §1.6.5.3: behind a configuration that older decoders read as plain AAC.
    private void ReadCompatibleExtension(ref BitReader bits)
    {
        if (CoreObjectType is 1 or 2 or 3 or 4 && bits.Remaining >= 16 && bits.Read(11) == 0x2B7
            && ReadObjectType(ref bits) == Sbr && bits.Remaining > 0 && bits.ReadFlag())
        {
            var extended = ReadFrequency(ref bits);
            var isParametric = bits.Remaining >= 12 && bits.Read(11) == 0x548 && bits.ReadFlag();
            Extend(isParametric ? ParametricStereo : Sbr, extended);
        }
    }

    private void Extend(int objectType, int sampleRate)
    {
        ObjectType = objectType;
        SamplesPerFrame = SampleRate > 0 ? (int)((long)SamplesPerFrame * sampleRate / SampleRate) : 0;
        SampleRate = sampleRate;
        Channels = objectType == ParametricStereo && Channels == 1 ? 2 : Channels;
    }

    private static int ReadObjectType(ref BitReader bits)
    {
        var type = bits.Read(5);
        return type == 31 ? 32 + bits.Read(6) : type;
    }

    private static int ReadFrequency(ref BitReader bits)
    {
        var index = bits.Read(4);
        return index == 15 ? bits.Read(24) : index < Frequencies.Length ? Frequencies[index] : 0;
    }
}

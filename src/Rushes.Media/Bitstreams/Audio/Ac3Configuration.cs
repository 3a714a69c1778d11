using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>The content of <c>dac3</c> (ETSI TS 102 366 Annex F.4).</summary>
internal sealed class Ac3Configuration : ISoundConfiguration
{
    private readonly byte[] _bytes;

    private Ac3Configuration(byte[] bytes, int sampleRate, int channels) => (_bytes, SampleRate, Channels) = (bytes, sampleRate, channels);

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <inheritdoc/>
    public string Codecs => "ac-3";

    /// <param name="content">Of the <c>dac3</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static Ac3Configuration Parse(ReadOnlySpan<byte> content)
    {
        var bits = new BitReader(content, "dac3");
        var sampleRate = Ac3Channels.SampleRate(bits.Read(2));
        bits.Skip(5 + 3); // bsid, bsmod
        var channels = Ac3Channels.Count(bits.Read(3), bits.ReadFlag());
        bits.Skip(5 + 5); // bit_rate_code, reserved
        return sampleRate > 0
            ? new Ac3Configuration(content.ToArray(), sampleRate, channels)
            : throw bits.Malformed("reserved fscod");
    }

    /// <summary>From the fields of a frame's header.</summary>
    public static Ac3Configuration Build(Ac3FrameHeader header)
    {
        var writer = new BoxWriter();
        writer.UInt16((ushort)((header.SampleRateCode << 14) | (header.StreamId << 9) | (header.StreamMode << 6)
            | (header.ChannelMode << 3) | (header.LowFrequency ? 4 : 0) | (header.BitRateCode >> 3)));
        writer.UInt8((byte)(header.BitRateCode << 5));
        return Parse(writer.Written.Span);
    }
}

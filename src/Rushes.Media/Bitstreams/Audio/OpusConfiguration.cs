using System.Buffers.Binary;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>The content of <c>dOps</c> (Encapsulation of Opus in ISO Base Media File Format §4.3.2).</summary>
internal sealed class OpusConfiguration : ISoundConfiguration
{
    private readonly byte[] _bytes;

    private OpusConfiguration(byte[] bytes) => _bytes = bytes;

    /// <inheritdoc/>
    public int Channels => _bytes[1];

    /// <summary>PreSkip: samples at 48 kHz to leave out at the start.</summary>
    public int PreSkip => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(2));

    /// <summary>Hertz, of the source before it was coded; 0 is unknown.</summary>
    public uint InputSampleRate => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(4));

    /// <summary>Opus is always decoded to 48 kHz.</summary>
    public int SampleRate => 48000;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <inheritdoc/>
    public string Codecs => "opus";

    /// <param name="content">Of the <c>dOps</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static OpusConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content, 0, "dOps");
        if (reader.ReadUInt8() != 0)
        {
            throw reader.Malformed("Version is not 0");
        }

        var channels = reader.ReadUInt8();
        reader.Skip(2 + 4 + 2); // PreSkip, InputSampleRate, OutputGain
        var family = reader.ReadUInt8();
        reader.Skip(family == 0 ? 0 : 2 + channels); // StreamCount, CoupledCount, ChannelMapping
        return channels > 0 && (family != 0 || channels <= 2)
            ? new OpusConfiguration(content.ToArray())
            : throw reader.Malformed($"{channels} channels in mapping family {family}");
    }

    /// <summary>From the identification header of Ogg and Matroska (RFC 7845 §5.1), whose numbers are little-endian.</summary>
    /// <exception cref="MediaFormatException">It is not such a header.</exception>
    public static OpusConfiguration FromOpusHead(ReadOnlySpan<byte> head)
    {
        var reader = new BoxReader(head, 0, "OpusHead");
        if (!reader.ReadBytes(8).SequenceEqual("OpusHead"u8) || reader.ReadUInt8() >> 4 != 0)
        {
            throw reader.Malformed("has another magic signature or version");
        }

        var writer = new BoxWriter();
        writer.UInt8(0);
        writer.UInt8(reader.ReadUInt8());
        writer.UInt16(BinaryPrimitives.ReverseEndianness(reader.ReadUInt16()));
        writer.UInt32(BinaryPrimitives.ReverseEndianness(reader.ReadUInt32()));
        writer.UInt16(BinaryPrimitives.ReverseEndianness(reader.ReadUInt16()));
        writer.Bytes(reader.ReadToEnd());
        return Parse(writer.Written.Span);
    }
}

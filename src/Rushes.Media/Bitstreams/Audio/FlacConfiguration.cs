using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Audio;

/// <summary>
/// The content of <c>dfLa</c>, version and flags included: metadata blocks, STREAMINFO first
/// (Encapsulation of FLAC in ISO Base Media File Format §3.3.2; RFC 9639 §8).
/// </summary>
internal sealed class FlacConfiguration : ISoundConfiguration
{
    private const int StreamInfoSize = 34;

    private readonly byte[] _bytes;

    private FlacConfiguration(byte[] bytes, int sampleRate, int channels, int bitDepth) =>
        (_bytes, SampleRate, Channels, BitDepth) = (bytes, sampleRate, channels, bitDepth);

    /// <inheritdoc/>
    public int SampleRate { get; }

    /// <inheritdoc/>
    public int Channels { get; }

    /// <summary>Bits of a sample.</summary>
    public int BitDepth { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <inheritdoc/>
    public string Codecs => "fLaC";

    /// <param name="content">Of the <c>dfLa</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static FlacConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content, 0, "dfLa");
        reader.ReadVersionAndFlags();
        if ((reader.ReadUInt32() & 0x7FFF_FFFF) != StreamInfoSize)
        {
            throw reader.Malformed("does not start with STREAMINFO");
        }

        var bits = new BitReader(reader.ReadBytes(StreamInfoSize), "dfLa/STREAMINFO");
        bits.Skip(16 + 16 + 24 + 24); // least and greatest sizes of blocks and frames
        var (sampleRate, channels, bitDepth) = (bits.Read(20), bits.Read(3) + 1, bits.Read(5) + 1);
        return sampleRate > 0
            ? new FlacConfiguration(content.ToArray(), sampleRate, channels, bitDepth)
            : throw bits.Malformed("has no sample rate");
    }

    /// <param name="streamInfo">The STREAMINFO block of a native stream, without its header: 34 bytes.</param>
    /// <exception cref="MediaFormatException">It is not such a block.</exception>
    public static FlacConfiguration FromStreamInfo(ReadOnlySpan<byte> streamInfo)
    {
        var writer = new BoxWriter();
        writer.UInt32(0);
        writer.UInt32(0x8000_0000u | (uint)streamInfo.Length); // the last block, of type 0
        writer.Bytes(streamInfo);
        return Parse(writer.Written.Span);
    }
}

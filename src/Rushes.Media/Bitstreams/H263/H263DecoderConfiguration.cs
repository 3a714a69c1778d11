using System.Globalization;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.H263;

/// <summary>The content of <c>d263</c>, H263DecSpecificStruc (3GPP TS 26.244 §6.8).</summary>
internal sealed class H263DecoderConfiguration : IPictureConfiguration
{
    private readonly byte[] _bytes;

    private H263DecoderConfiguration(byte[] bytes) => _bytes = bytes;

    /// <summary>Rec. ITU-T H.263 Annex X: 10 is level 10, …</summary>
    public int Level => _bytes[5];

    /// <summary>Rec. ITU-T H.263 Annex X: 0 is Baseline, 3 is Wireless.</summary>
    public int Profile => _bytes[6];

    /// <inheritdoc/>
    public int BitDepth => 8;

    /// <inheritdoc/>
    public ChromaFormat Chroma => ChromaFormat.Yuv420;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>"s263.0.10": profile and level (3GPP TS 26.244 Annex A.2.2).</summary>
    public string Codecs => string.Create(CultureInfo.InvariantCulture, $"s263.{Profile}.{Level}");

    /// <param name="content">Of the <c>d263</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static H263DecoderConfiguration Parse(ReadOnlySpan<byte> content)
    {
        new BoxReader(content, 0, "d263").Skip(7);
        return new H263DecoderConfiguration(content.ToArray());
    }

    public static H263DecoderConfiguration Build(int profile, int level)
    {
        var writer = new BoxWriter();
        writer.Zeros(5); // vendor, decoder_version
        writer.UInt8(checked((byte)level));
        writer.UInt8(checked((byte)profile));
        return new H263DecoderConfiguration(writer.Written.ToArray());
    }
}

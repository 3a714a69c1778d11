using System.Globalization;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Vp9;

/// <summary>The content of <c>vpcC</c>, version and flags included (VP Codec ISO Media File Format Binding, VP Codec Configuration Box).</summary>
internal sealed class Vp9DecoderConfiguration : IPictureConfiguration
{
    private readonly byte[] _bytes;

    private Vp9DecoderConfiguration(byte[] bytes) => _bytes = bytes;

    public int Profile => _bytes[4];

    /// <summary>Ten times the level: 31 is 3.1; 0 is unknown.</summary>
    public int Level => _bytes[5];

    /// <inheritdoc/>
    public int BitDepth => _bytes[6] >> 4;

    /// <summary>0 is 4:2:0 with chroma between two lines, 1 is 4:2:0 beside the upper left luma sample, 2 is 4:2:2, 3 is 4:4:4.</summary>
    public int ChromaSubsampling => (_bytes[6] >> 1) & 7;

    /// <inheritdoc/>
    public ChromaFormat Chroma => ChromaSubsampling switch { 2 => ChromaFormat.Yuv422, 3 => ChromaFormat.Yuv444, _ => ChromaFormat.Yuv420 };

    public Colour Colour => new(_bytes[7], _bytes[8], _bytes[9], (_bytes[6] & 1) == 1);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>
    /// "vp09.02.10.10.01.09.16.09.01". The optional fields are all there or none (Codecs Parameter String); they are left out
    /// when they would say what their absence says: 4:2:0 beside luma, BT.709, limited range; or when the colour is unspecified.
    /// </summary>
    public string Codecs
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"vp09.{Profile:D2}.{Level:D2}.{BitDepth:D2}");
            return ChromaSubsampling == 1 && Colour is (1, 1, 1, false) or (2, 2, 2, false)
                ? text
                : string.Create(CultureInfo.InvariantCulture, $"{text}.{ChromaSubsampling:D2}.{_bytes[7]:D2}.{_bytes[8]:D2}.{_bytes[9]:D2}.{_bytes[6] & 1:D2}");
        }
    }

    /// <param name="content">Of the <c>vpcC</c> box, without its header.</param>
    /// <exception cref="MediaFormatException">It is not such a record.</exception>
    public static Vp9DecoderConfiguration Parse(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content, 0, "vpcC");
        var (version, _) = reader.ReadVersionAndFlags();
        if (version != 1)
        {
            throw reader.Malformed($"version {version} instead of 1");
        }

        reader.Skip(6);
        if (reader.ReadUInt16() != 0)
        {
            throw reader.Malformed("codecInitializationDataSize is not 0");
        }

        var parsed = new Vp9DecoderConfiguration(content.ToArray());
        return parsed is { Profile: <= 3, BitDepth: 8 or 10 or 12, ChromaSubsampling: <= 3 }
            ? parsed
            : throw reader.Malformed("reserved profile, bit depth or chroma subsampling");
    }

    /// <param name="level">As levels are called: 4.1.</param>
    public Vp9DecoderConfiguration WithLevel(decimal level) => Build(Profile, (int)(level * 10), BitDepth, ChromaSubsampling, Colour);

    /// <param name="level">Ten times the level; 0 is unknown.</param>
    public static Vp9DecoderConfiguration Build(int profile, int level, int bitDepth, int chromaSubsampling, Colour colour)
    {
        var writer = new BoxWriter();
        writer.UInt32(0x0100_0000); // version 1, no flags
        writer.UInt8(checked((byte)profile));
        writer.UInt8(checked((byte)level));
        writer.UInt8((byte)((bitDepth << 4) | (chromaSubsampling << 1) | (colour.FullRange ? 1 : 0)));
        writer.UInt8(checked((byte)colour.Primaries));
        writer.UInt8(checked((byte)colour.Transfer));
        writer.UInt8(checked((byte)colour.Matrix));
        writer.UInt16(0); // codecInitializationDataSize
        return Parse(writer.Written.Span);
    }
}

using System.Collections.Frozen;

namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>Uncompressed sound.</summary>
/// <param name="Codec">"pcm-s24le": s signed or f floating, bits, little or big endian.</param>
/// <param name="Bits">Of a sample of one channel.</param>
internal sealed record PcmFormat(string Codec, int Bits, bool IsFloat, bool IsLittleEndian)
{
    private static readonly FrozenDictionary<string, PcmFormat> All = new[]
    {
        Of(16, false, true), Of(16, false, false), Of(24, false, true), Of(24, false, false), Of(32, false, true), Of(32, false, false),
        Of(32, true, true), Of(32, true, false), Of(64, true, true), Of(64, true, false),
    }.ToFrozenDictionary(format => format.Codec, StringComparer.Ordinal);

    public int BytesPerSample => Bits / 8;

    /// <summary>QuickTime File Format, "Sound sample descriptions": its older names, where there is one.</summary>
    public string QuickTimeType => (Bits, IsFloat, IsLittleEndian) switch
    {
        (16, false, true) => "sowt",
        (16, false, false) => "twos",
        (24, false, _) => "in24",
        (32, false, _) => "in32",
        (32, true, _) => "fl32",
        _ => "fl64",
    };

    public static PcmFormat? Find(string codec) => All.GetValueOrDefault(codec);

    /// <returns>Null: not one that we know.</returns>
    public static PcmFormat? Find(int bits, bool isFloat, bool isLittleEndian) => Find(NameOf(bits, isFloat, isLittleEndian));

    private static PcmFormat Of(int bits, bool isFloat, bool isLittleEndian) => new(NameOf(bits, isFloat, isLittleEndian), bits, isFloat, isLittleEndian);

    private static string NameOf(int bits, bool isFloat, bool isLittleEndian) => $"pcm-{(isFloat ? 'f' : 's')}{bits}{(isLittleEndian ? "le" : "be")}";
}

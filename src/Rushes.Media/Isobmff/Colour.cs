namespace Rushes.Media.Isobmff;

/// <summary>Colour by the code points of ISO/IEC 23091-2, written as <c>colr</c> <c>nclx</c> (ISO/IEC 14496-12 §12.1.5).</summary>
/// <param name="Primaries">ColourPrimaries; 2 is unspecified.</param>
/// <param name="Transfer">TransferCharacteristics.</param>
/// <param name="Matrix">MatrixCoefficients.</param>
/// <param name="FullRange">VideoFullRangeFlag.</param>
public readonly record struct Colour(ushort Primaries, ushort Transfer, ushort Matrix, bool FullRange)
{
    private const ushort Unspecified = 2;

    private static readonly Dictionary<string, ushort> PrimariesByName = new(StringComparer.Ordinal)
    {
        ["bt709"] = 1, ["bt470m"] = 4, ["bt470bg"] = 5, ["smpte170m"] = 6, ["smpte240m"] = 7, ["film"] = 8, ["bt2020"] = 9,
        ["smpte428"] = 10, ["smpte431"] = 11, ["smpte432"] = 12, ["ebu3213"] = 22,
    };

    private static readonly Dictionary<string, ushort> TransfersByName = new(StringComparer.Ordinal)
    {
        ["bt709"] = 1, ["bt470m"] = 4, ["gamma22"] = 4, ["bt470bg"] = 5, ["gamma28"] = 5, ["smpte170m"] = 6, ["smpte240m"] = 7,
        ["linear"] = 8, ["log100"] = 9, ["log316"] = 10, ["iec61966-2-4"] = 11, ["bt1361e"] = 12, ["iec61966-2-1"] = 13,
        ["bt2020-10"] = 14, ["bt2020-12"] = 15, ["smpte2084"] = 16, ["smpte428"] = 17, ["arib-std-b67"] = 18,
    };

    private static readonly Dictionary<string, ushort> MatricesByName = new(StringComparer.Ordinal)
    {
        ["gbr"] = 0, ["bt709"] = 1, ["fcc"] = 4, ["bt470bg"] = 5, ["smpte170m"] = 6, ["smpte240m"] = 7, ["ycgco"] = 8,
        ["bt2020nc"] = 9, ["bt2020c"] = 10, ["smpte2085"] = 11, ["chroma-derived-nc"] = 12, ["chroma-derived-c"] = 13, ["ictcp"] = 14,
    };

    /// <summary>HLS VIDEO-RANGE (RFC 8216bis §4.4.6.2): "SDR", "HLG" or "PQ".</summary>
    public string VideoRange => Transfer switch { 16 => "PQ", 18 => "HLG", _ => "SDR" };

    /// <summary>From the names that FFmpeg prints; null when none of the three is signalled.</summary>
    public static Colour? FromNames(string? range, string? primaries, string? transfer, string? matrix)
    {
        var colour = new Colour(
            PrimariesByName.GetValueOrDefault(primaries ?? string.Empty, Unspecified),
            TransfersByName.GetValueOrDefault(transfer ?? string.Empty, Unspecified),
            MatricesByName.GetValueOrDefault(matrix ?? string.Empty, Unspecified),
            range is "pc" or "full" or "jpeg");
        return colour is (Unspecified, Unspecified, Unspecified, _) ? null : colour;
    }

    internal void Write(BoxWriter writer)
    {
        using var box = writer.Box("colr"u8);
        writer.Bytes("nclx"u8);
        writer.UInt16(Primaries);
        writer.UInt16(Transfer);
        writer.UInt16(Matrix);
        writer.UInt8(FullRange ? (byte)0x80 : (byte)0);
    }
}

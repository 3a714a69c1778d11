namespace Rushes.Media.Isobmff;

/// <summary>Colour by the code points of ISO/IEC 23091-2, written as <c>colr</c>: <c>nclx</c> (ISO/IEC 14496-12 §12.1.5), or <c>nclc</c> of QuickTime.</summary>
/// <param name="Primaries">ColourPrimaries; 2 is unspecified.</param>
/// <param name="Transfer">TransferCharacteristics.</param>
/// <param name="Matrix">MatrixCoefficients.</param>
/// <param name="FullRange">VideoFullRangeFlag.</param>
public readonly record struct Colour(ushort Primaries, ushort Transfer, ushort Matrix, bool FullRange)
{
    private const ushort Unspecified = 2;

    /// <summary>HLS VIDEO-RANGE (RFC 8216bis §4.4.6.2): "SDR", "HLG" or "PQ".</summary>
    public string VideoRange => Transfer switch { 16 => "PQ", 18 => "HLG", _ => "SDR" };

    /// <summary>From the names that FFmpeg prints; null when none of the three is signalled.</summary>
    public static Colour? FromNames(string? range, string? primaries, string? transfer, string? matrix)
    {
        var colour = new Colour(
            ColourNames.Primaries.GetValueOrDefault(primaries ?? string.Empty, Unspecified),
            ColourNames.Transfers.GetValueOrDefault(transfer ?? string.Empty, Unspecified),
            ColourNames.Matrices.GetValueOrDefault(matrix ?? string.Empty, Unspecified),
            range is "pc" or "full" or "jpeg");
        return colour is (Unspecified, Unspecified, Unspecified, _) ? null : colour;
    }

    /// <summary>
    /// What the file says, and where it leaves a code point unspecified, what the stream says. Full range holds when either says so:
    /// QuickTime's <c>nclc</c> cannot.
    /// </summary>
    /// <returns>Null when neither says any code point.</returns>
    internal static Colour? Complete(Colour? said, Colour? coded)
    {
        if (coded is not { } stream || said is null)
        {
            return said ?? (coded is (Unspecified, Unspecified, Unspecified, _) ? null : coded);
        }

        var file = said.Value;
        return new Colour(
            file.Primaries == Unspecified ? stream.Primaries : file.Primaries,
            file.Transfer == Unspecified ? stream.Transfer : file.Transfer,
            file.Matrix == Unspecified ? stream.Matrix : file.Matrix,
            file.FullRange || stream.FullRange);
    }

    /// <returns>Null for an ICC profile.</returns>
    internal static Colour? Parse(BoxReader content)
    {
        var type = BoxType.From(content.ReadBytes(4));
        return type.Is("nclx"u8) || type.Is("nclc"u8)
            ? new Colour(content.ReadUInt16(), content.ReadUInt16(), content.ReadUInt16(), type.Is("nclx"u8) && (content.ReadUInt8() & 0x80) != 0)
            : null;
    }

    /// <param name="writer">Of a sample entry.</param>
    /// <param name="isQuickTime">Its <c>nclc</c> has no range.</param>
    internal void Write(BoxWriter writer, bool isQuickTime)
    {
        using var box = writer.Box("colr"u8);
        writer.Bytes(isQuickTime ? "nclc"u8 : "nclx"u8);
        writer.UInt16(Primaries);
        writer.UInt16(Transfer);
        writer.UInt16(Matrix);
        if (!isQuickTime)
        {
            writer.UInt8(FullRange ? (byte)0x80 : (byte)0);
        }
    }
}

namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>What a unit behind a start code prefix is.</summary>
internal static class Mpeg2Unit
{
    /// <param name="unit">From the byte behind 00 00 01 on.</param>
    public static Mpeg2StartCode TypeOf(ReadOnlySpan<byte> unit) =>
        unit.IsEmpty ? throw new MediaFormatException("MPEG-2: an empty unit", 0) : (Mpeg2StartCode)unit[0];

    /// <summary>Which extension it is; none when it is no extension.</summary>
    public static Mpeg2Extension ExtensionOf(ReadOnlySpan<byte> unit) =>
        unit.Length >= 2 && TypeOf(unit) == Mpeg2StartCode.Extension ? (Mpeg2Extension)(unit[1] >> 4) : Mpeg2Extension.None;

    /// <summary>A reader behind the start code, and behind the identifier of an extension.</summary>
    public static BitReader Read(ReadOnlySpan<byte> unit, Mpeg2StartCode type, Mpeg2Extension extension = Mpeg2Extension.None)
    {
        var bits = new BitReader(unit, "MPEG-2 header");
        return (Mpeg2StartCode)bits.Read(8) == type && (extension == Mpeg2Extension.None || (Mpeg2Extension)bits.Read(4) == extension)
            ? bits
            : throw bits.Malformed($"is no {(extension == Mpeg2Extension.None ? type.ToString() : extension + " extension")}");
    }
}

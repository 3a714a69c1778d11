namespace Rushes.Media.Encryption;

/// <summary>
/// For streams whose slice headers cannot be parsed: the first 96 bytes of each coded slice stay clear. No standard has this
/// number; players that must find slice headers have long been served by it (Bento4 leaves 96 to 111). Only for cenc: cbcs
/// promises that protection starts at the slice data.
/// </summary>
/// <param name="isCodedSlice">By the first byte of the NAL unit.</param>
internal sealed class LeadingBytesRule(Func<byte, bool> isCodedSlice) : INalUnitRule
{
    private const int Leading = 96;

    /// <summary>nal_unit_type 1 to 5, Rec. ITU-T H.264 table 7-1.</summary>
    public static LeadingBytesRule Avc { get; } = new(header => (header & 0x1F) is >= 1 and <= 5);

    /// <summary>nal_unit_type below 32, Rec. ITU-T H.265 table 7-1.</summary>
    public static LeadingBytesRule Hevc { get; } = new(header => ((header >> 1) & 0x3F) < 32);

    public int ClearBytes(ReadOnlySpan<byte> nalUnit) =>
        isCodedSlice(nalUnit[0]) ? Math.Min(nalUnit.Length, Leading) : nalUnit.Length;
}

namespace Rushes.Media.Bitstreams.Sei;

/// <summary>The display that colours were graded on (mastering_display_colour_volume; SMPTE ST 2086).</summary>
/// <param name="Red">x and y, in steps of 0.00002.</param>
/// <param name="Green">x and y, in steps of 0.00002.</param>
/// <param name="Blue">x and y, in steps of 0.00002.</param>
/// <param name="White">x and y, in steps of 0.00002.</param>
/// <param name="MaxLuminance">In steps of 0.0001 cd/m².</param>
/// <param name="MinLuminance">In steps of 0.0001 cd/m².</param>
internal readonly record struct MasteringDisplay(
    (int X, int Y) Red, (int X, int Y) Green, (int X, int Y) Blue, (int X, int Y) White, uint MaxLuminance, uint MinLuminance)
{
    /// <summary>Rec. ITU-T H.265 Annex D.2.28, H.264 Annex D.1.29: green, blue, red.</summary>
    public static MasteringDisplay Read(BitReader bits)
    {
        var (green, blue, red, white) = (ReadPoint(ref bits), ReadPoint(ref bits), ReadPoint(ref bits), ReadPoint(ref bits));
        return new MasteringDisplay(red, green, blue, white, bits.ReadBits(32), bits.ReadBits(32));
    }

    /// <summary>metadata_hdr_mdcv (AV1 specification §5.8.4): red, green, blue; points in 1/65536, luminance in 1/256 and 1/16384 cd/m².</summary>
    public static MasteringDisplay ReadAv1(BitReader bits)
    {
        var (red, green, blue, white) = (ReadFraction(ref bits), ReadFraction(ref bits), ReadFraction(ref bits), ReadFraction(ref bits));
        return new MasteringDisplay(red, green, blue, white, Rescale(bits.ReadBits(32), 10_000, 256), Rescale(bits.ReadBits(32), 10_000, 16384));
    }

    private static (int X, int Y) ReadPoint(ref BitReader bits) => (bits.Read(16), bits.Read(16));

    private static (int X, int Y) ReadFraction(ref BitReader bits) =>
        ((int)Rescale(bits.ReadBits(16), 50_000, 65536), (int)Rescale(bits.ReadBits(16), 50_000, 65536));

    private static uint Rescale(uint value, uint to, uint from) => (uint)Math.Min(uint.MaxValue, (((ulong)value * to) + (from / 2)) / from);
}

using Rushes.Media.Isobmff;

namespace Rushes.Media.Bitstreams.Mpeg2;

/// <summary>sequence_display_extension (Rec. ITU-T H.262 §6.2.2.4).</summary>
/// <param name="VideoFormat">video_format: 1 PAL, 2 NTSC, …, 5 unspecified.</param>
/// <param name="Colour">Null where nothing is said.</param>
/// <param name="Width">display_horizontal_size.</param>
/// <param name="Height">display_vertical_size.</param>
internal readonly record struct Mpeg2DisplayExtension(int VideoFormat, Colour? Colour, int Width, int Height)
{
    /// <param name="unit">From the start code's last byte on.</param>
    /// <exception cref="MediaFormatException">It is no such extension.</exception>
    public static Mpeg2DisplayExtension Parse(ReadOnlySpan<byte> unit)
    {
        var bits = Mpeg2Unit.Read(unit, Mpeg2StartCode.Extension, Mpeg2Extension.SequenceDisplay);
        var format = bits.Read(3);
        Colour? colour = bits.ReadFlag() ? new Colour((ushort)bits.Read(8), (ushort)bits.Read(8), (ushort)bits.Read(8), false) : null;
        var width = bits.Read(14);
        bits.Skip(1); // marker_bit
        return new Mpeg2DisplayExtension(format, colour, width, bits.Read(14));
    }
}

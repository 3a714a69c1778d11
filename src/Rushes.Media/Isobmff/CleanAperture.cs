using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff;

/// <summary><c>clap</c>, ISO/IEC 14496-12 §12.1.4: a window in the picture, samples; offsets are from centre to centre.</summary>
public readonly record struct CleanAperture(Rational Width, Rational Height, Rational HorizontalOffset, Rational VerticalOffset)
{
    internal static CleanAperture Parse(BoxReader content) =>
        new(ReadRatio(ref content), ReadRatio(ref content), ReadRatio(ref content), ReadRatio(ref content));

    internal void Write(BoxWriter writer)
    {
        using var box = writer.Box("clap"u8);
        foreach (var value in (ReadOnlySpan<Rational>)[Width, Height, HorizontalOffset, VerticalOffset])
        {
            writer.Int32(checked((int)value.Numerator));
            writer.UInt32(checked((uint)value.Denominator));
        }
    }

    private static Rational ReadRatio(ref BoxReader content)
    {
        var (numerator, denominator) = (content.ReadInt32(), content.ReadUInt32());
        return denominator != 0 ? new Rational(numerator, denominator) : throw content.Malformed("a ratio with denominator 0");
    }
}

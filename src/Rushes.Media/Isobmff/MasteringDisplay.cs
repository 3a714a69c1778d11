namespace Rushes.Media.Isobmff;

/// <summary><c>mdcv</c>, ISO/IEC 14496-12 §12.1.7: the display that the picture was graded on (SMPTE ST 2086).</summary>
/// <param name="MaximumLuminance">In 0.0001 cd/m².</param>
/// <param name="MinimumLuminance">In 0.0001 cd/m².</param>
public readonly record struct MasteringDisplay(
    Chromaticity Green, Chromaticity Blue, Chromaticity Red, Chromaticity White, uint MaximumLuminance, uint MinimumLuminance)
{
    internal static MasteringDisplay Parse(BoxReader content) => new(
        ReadPoint(ref content), ReadPoint(ref content), ReadPoint(ref content), ReadPoint(ref content), content.ReadUInt32(), content.ReadUInt32());

    internal void Write(BoxWriter writer)
    {
        using var box = writer.Box("mdcv"u8);
        foreach (var point in (ReadOnlySpan<Chromaticity>)[Green, Blue, Red, White])
        {
            writer.UInt16(point.X);
            writer.UInt16(point.Y);
        }

        writer.UInt32(MaximumLuminance);
        writer.UInt32(MinimumLuminance);
    }

    private static Chromaticity ReadPoint(ref BoxReader content) => new(content.ReadUInt16(), content.ReadUInt16());
}

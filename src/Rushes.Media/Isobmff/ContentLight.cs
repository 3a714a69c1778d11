namespace Rushes.Media.Isobmff;

/// <summary><c>clli</c>, ISO/IEC 14496-12 §12.1.6: how bright the content gets, cd/m².</summary>
/// <param name="Maximum">Of any sample (MaxCLL).</param>
/// <param name="MaximumFrameAverage">Of any picture's average (MaxFALL).</param>
public readonly record struct ContentLight(ushort Maximum, ushort MaximumFrameAverage)
{
    internal static ContentLight Parse(BoxReader content) => new(content.ReadUInt16(), content.ReadUInt16());

    internal void Write(BoxWriter writer)
    {
        using var box = writer.Box("clli"u8);
        writer.UInt16(Maximum);
        writer.UInt16(MaximumFrameAverage);
    }
}

namespace Rushes.Media.Isobmff;

/// <summary><c>fiel</c>, QuickTime File Format, "Video sample description extensions": how lines of a picture are scanned.</summary>
/// <param name="Fields">1: progressive. 2: interlaced.</param>
/// <param name="Detail">
/// Of two fields: 1 top first in time and in the file; 6 bottom first in both; of woven fields, 9 the first line, the top field, is the
/// earlier; 14 it is the later (CoreMedia: spatial first line early, late). 0 for progressive.
/// </param>
public readonly record struct FieldOrder(byte Fields, byte Detail)
{
    public static FieldOrder Progressive { get; } = new(1, 0);

    /// <summary>A frame of two woven fields, the top one first in time.</summary>
    public static FieldOrder TopFirst { get; } = new(2, 9);

    /// <summary>A frame of two woven fields, the bottom one first in time.</summary>
    public static FieldOrder BottomFirst { get; } = new(2, 14);

    /// <summary>Two fields, stored as they are shown, the top one first.</summary>
    public static FieldOrder TopFieldThenBottom { get; } = new(2, 1);

    /// <summary>Two fields, stored as they are shown, the bottom one first.</summary>
    public static FieldOrder BottomFieldThenTop { get; } = new(2, 6);

    internal static FieldOrder Parse(BoxReader content) => new(content.ReadUInt8(), content.ReadUInt8());

    internal void Write(BoxWriter writer)
    {
        using var box = writer.Box("fiel"u8);
        writer.UInt8(Fields);
        writer.UInt8(Detail);
    }
}

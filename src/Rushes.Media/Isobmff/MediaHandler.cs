namespace Rushes.Media.Isobmff;

/// <summary>The kinds of media that files of ours hold: what <c>hdlr</c> calls them, and their header in <c>minf</c>.</summary>
internal sealed class MediaHandler
{
    private readonly Action<BoxWriter> _header;

    private MediaHandler(string type, string name, Action<BoxWriter> header)
    {
        Type = BoxType.From(System.Text.Encoding.ASCII.GetBytes(type));
        Name = name;
        _header = header;
    }

    // vmhd, ISO/IEC 14496-12 §12.1.2.
    public static MediaHandler Video { get; } = new("vide", "Video", writer =>
    {
        using var box = writer.FullBox("vmhd"u8, flags: 1);
        writer.Zeros(8);
    });

    // smhd, §12.2.2.
    public static MediaHandler Audio { get; } = new("soun", "Audio", writer =>
    {
        using var box = writer.FullBox("smhd"u8);
        writer.Zeros(4);
    });

    // gmhd, QuickTime File Format, "Base Media Information Header" with "Timecode Media Information".
    public static MediaHandler Timecode { get; } = new("tmcd", "Timecode", writer =>
    {
        using var gmhd = writer.Box("gmhd"u8);
        using (writer.FullBox("gmin"u8))
        {
            writer.UInt16(0x40); // graphics mode: copy
            writer.Zeros(10);
        }

        using var tmcd = writer.Box("tmcd"u8);
        using var tcmi = writer.FullBox("tcmi"u8);
        writer.Zeros(4); // font, face
        writer.UInt16(12); // size
        writer.Zeros(2 + 12 + 1); // colours, no font name
    });

    public BoxType Type { get; }

    /// <summary>For people.</summary>
    public string Name { get; }

    public static MediaHandler Of(TrackKind kind) => kind == TrackKind.Video ? Video : Audio;

    public void WriteMediaHeader(BoxWriter writer) => _header(writer);
}

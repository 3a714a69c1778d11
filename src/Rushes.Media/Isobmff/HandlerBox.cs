namespace Rushes.Media.Isobmff;

/// <summary><c>hdlr</c>, ISO/IEC 14496-12 §8.4.3: what kind of media a track holds.</summary>
internal static class HandlerBox
{
    public static void Write(BoxWriter writer, TrackKind kind)
    {
        using var box = writer.FullBox("hdlr"u8);
        writer.UInt32(0);
        writer.Bytes(kind == TrackKind.Video ? "vide"u8 : "soun"u8);
        writer.Zeros(12);
        writer.Bytes(kind == TrackKind.Video ? "Video\0"u8 : "Audio\0"u8);
    }
}

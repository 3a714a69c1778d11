using System.Text;
using Rushes.Media.Isobmff.Progressive;

namespace Rushes.Media.Isobmff;

/// <summary><c>hdlr</c>, ISO/IEC 14496-12 §8.4.3: what kind of media a track holds.</summary>
internal static class HandlerBox
{
    private const int LongestName = 250;

    /// <param name="writer">Of the media.</param>
    /// <param name="handler">Its kind.</param>
    /// <param name="name">For people; empty: the handler's.</param>
    /// <param name="flavour">QuickTime has a component type, and counts the letters of the name.</param>
    public static void Write(BoxWriter writer, MediaHandler handler, string name, FileFlavour flavour)
    {
        var letters = Encoding.UTF8.GetBytes(name.Length > 0 ? name : handler.Name);
        letters = letters[..Math.Min(letters.Length, LongestName)];
        var isQuickTime = flavour == FileFlavour.QuickTime;
        using var box = writer.FullBox("hdlr"u8);
        writer.Bytes(isQuickTime ? "mhlr"u8 : "\0\0\0\0"u8);
        writer.UInt32(handler.Type.Code);
        writer.Zeros(12);
        if (isQuickTime)
        {
            writer.UInt8((byte)letters.Length);
        }

        writer.Bytes(letters);
        if (!isQuickTime)
        {
            writer.UInt8(0);
        }
    }

    /// <summary>QuickTime File Format, "Handler reference atoms": who fetches the media, here from this file.</summary>
    public static void WriteDataHandler(BoxWriter writer)
    {
        using var box = writer.FullBox("hdlr"u8);
        writer.Bytes("dhlralis"u8);
        writer.Zeros(12);
        writer.UInt8(0);
    }
}

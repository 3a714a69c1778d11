using System.Text;

namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>hdlr</c>, ISO/IEC 14496-12 §8.4.3; QuickTime counts the letters of the name, MP4 ends them with a zero.</summary>
internal readonly record struct Handler(BoxType Type, string Name)
{
    public static Handler Parse(BoxReader content)
    {
        content.ReadVersionAndFlags();
        content.Skip(4); // pre_defined; in QuickTime 'mhlr'
        var type = BoxType.From(content.ReadBytes(4));

        // Old writers end the box here.
        content.Skip(Math.Min(12, content.Remaining));
        return new Handler(type, Encoding.UTF8.GetString(Text(content.ReadToEnd())));
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] > 0 && bytes[0] < bytes.Length && (bytes[0] < ' ' || bytes[0] == bytes.Length - 1))
        {
            bytes = bytes.Slice(1, bytes[0]);
        }

        var end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }
}

namespace Rushes.Media.Isobmff;

/// <summary><c>stsd</c>, ISO/IEC 14496-12 §8.5.2.</summary>
internal static class SampleDescriptionBox
{
    /// <summary>The bytes of the first sample entry, its header included.</summary>
    public static byte[] FirstEntry(BoxReader content)
    {
        content.ReadVersionAndFlags();
        if (content.ReadUInt32() == 0)
        {
            throw content.Malformed("has no entry");
        }

        var all = content;
        var bytes = all.ReadToEnd();
        content.TryReadBox(out _, out _);
        return bytes[..(bytes.Length - content.Remaining)].ToArray();
    }
}

namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>sinf</c>, ISO/IEC 14496-12 §8.12, inside an encrypted sample entry.</summary>
internal static class ProtectionBoxes
{
    // What stands in front of the boxes of an entry: §12.1.3 and §12.2.3; QuickTime's sound of version 1 and 2 has more.
    private const int VisualFields = 78;
    private const int AudioFields = 28;

    public static Protection? Find(BoxType entryType, BoxReader entry)
    {
        var fields = entryType.Is("encv"u8) ? VisualFields : entryType.Is("enca"u8) ? AudioFields : entry.Remaining;
        if (entry.Remaining <= fields)
        {
            return null;
        }

        entry.Skip(fields);
        return entry.TryFind("sinf"u8, out var sinf) ? Parse(sinf) : null;
    }

    private static Protection Parse(BoxReader sinf)
    {
        var original = BoxType.From(sinf.Find("frma"u8).ReadBytes(4)); // §8.12.3
        if (!sinf.TryFind("schm"u8, out var schm))
        {
            return new Protection(original, null, 0, default);
        }

        schm.ReadVersionAndFlags(); // §8.12.6
        var (scheme, version) = (BoxType.From(schm.ReadBytes(4)), schm.ReadUInt32());
        return new Protection(original, scheme, version, TrackEncryption(sinf));
    }

    // ISO/IEC 23001-7 §8.2.
    private static ReadOnlyMemory<byte> TrackEncryption(BoxReader sinf) =>
        sinf.TryFind("schi"u8, out var schi) ? BoxList.Copy(schi, "tenc"u8) : default;
}

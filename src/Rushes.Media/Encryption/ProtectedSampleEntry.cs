using Rushes.Media.Isobmff;

namespace Rushes.Media.Encryption;

/// <summary>
/// <c>encv</c> and <c>enca</c> (ISO/IEC 14496-12 §8.12): the sample entry of the clear track under another name, with <c>sinf</c>
/// behind what it holds.
/// </summary>
internal static class ProtectedSampleEntry
{
    private const int VisualFields = 78; // ISO/IEC 14496-12 §12.1.3.2
    private const int AudioFields = 28; // §12.2.3.2

    /// <param name="writer">In <c>stsd</c>.</param>
    /// <param name="entry">A whole clear sample entry.</param>
    /// <param name="kind">Of the track.</param>
    /// <param name="track">How its samples are encrypted.</param>
    public static void Write(BoxWriter writer, ReadOnlySpan<byte> entry, TrackKind kind, TrackEncryption track)
    {
        var header = BoxHeader.Parse(entry, entry.Length, 0, "stsd");
        using var box = writer.Box(kind == TrackKind.Video ? "encv"u8 : "enca"u8);
        writer.Bytes(entry[header.HeaderSize..]);
        WriteProtection(writer, entry.Slice(4, 4), track);
    }

    /// <param name="entry">A whole protected sample entry.</param>
    /// <returns>The clear sample entry, a whole box, and how samples are encrypted.</returns>
    public static (byte[] ClearEntry, TrackEncryption Track) Parse(ReadOnlySpan<byte> entry)
    {
        var reader = new BoxReader(entry, 0, "stsd");
        reader.TryReadBox(out var type, out var content);
        if (!IsProtected(type))
        {
            throw reader.Malformed($"sample entry '{type}' is not protected");
        }

        var clear = new BoxWriter();
        var fields = content.ReadBytes(type.Is("encv"u8) ? VisualFields : AudioFields);
        var (original, track) = ParseProtection(content.Find("sinf"u8));
        using (clear.Box(original))
        {
            clear.Bytes(fields);
            CopyAllButProtection(clear, content);
        }

        return (clear.Written.ToArray(), track);
    }

    public static bool IsProtected(BoxType type) => type.Is("encv"u8) || type.Is("enca"u8);

    // §8.12.1: frma, schm and schi; scheme_version as of ISO/IEC 23001-7 §4.1.
    private static void WriteProtection(BoxWriter writer, ReadOnlySpan<byte> original, TrackEncryption track)
    {
        using var sinf = writer.Box("sinf"u8);
        using (writer.Box("frma"u8))
        {
            writer.Bytes(original);
        }

        using (writer.FullBox("schm"u8))
        {
            writer.Bytes(track.Scheme.Letters());
            writer.UInt32(0x0001_0000);
        }

        using var schi = writer.Box("schi"u8);
        TrackEncryptionBox.Write(writer, track);
    }

    private static (byte[] Original, TrackEncryption Track) ParseProtection(BoxReader sinf)
    {
        var original = sinf.Find("frma"u8).ReadBytes(4).ToArray();
        var schm = sinf.Find("schm"u8);
        schm.ReadVersionAndFlags();
        var type = BoxType.From(schm.ReadBytes(4));
        var scheme = type.Is("cbcs"u8) ? EncryptionScheme.Cbcs
            : type.Is("cenc"u8) ? EncryptionScheme.Cenc
            : throw schm.Malformed($"protection scheme '{type}' is neither cbcs nor cenc");
        return (original, TrackEncryptionBox.Parse(scheme, sinf.Find("schi"u8).Find("tenc"u8)));
    }

    private static void CopyAllButProtection(BoxWriter writer, BoxReader children)
    {
        while (children.TryReadBox(out var type, out var child))
        {
            if (!type.Is("sinf"u8))
            {
                using var box = writer.Box([(byte)(type.Code >> 24), (byte)(type.Code >> 16), (byte)(type.Code >> 8), (byte)type.Code]);
                writer.Bytes(child.ReadToEnd());
            }
        }
    }
}

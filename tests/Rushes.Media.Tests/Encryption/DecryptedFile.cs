using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Encryption;

/// <summary>
/// Decrypts a file with one track in place: samples are decrypted where they lie, and boxes of encryption are named <c>free</c>,
/// so that no offset changes.
/// </summary>
internal static class DecryptedFile
{
    public static async Task<byte[]> DecryptAsync(byte[] bytes, ContentKey key)
    {
        var file = await ClearFile.ParseAsync(bytes);
        var (clearEntry, track) = ProtectedSampleEntry.Parse(file.SampleEntry.Span);
        var table = new SampleAuxiliaryTable(track.IvSize);
        using var decryptor = new SampleDecryptor(track, key);
        var next = 0;
        for (var reader = new BoxReader(bytes, 0, "file"); reader.TryReadBox(out var type, out var content);)
        {
            if (type.Is("mdat"u8))
            {
                var end = content.Offset + content.Remaining;
                var samples = file.Samples.Skip(next).TakeWhile(sample => sample.Offset < end).ToList();
                next += samples.Count;
                Decrypt(bytes, decryptor, samples, table);
                table.Clear();
            }
            else if (type.Is("moof"u8))
            {
                ReadNotes(content, table);
            }
        }

        Assert.Equal(file.Samples.Count, next);
        Rename(bytes, clearEntry.AsSpan(4, 4));
        return bytes;
    }

    /// <summary>Of all samples; the first fragment is protected, too.</summary>
    public static SampleAuxiliaryTable Notes(byte[] bytes, int ivSize)
    {
        var table = new SampleAuxiliaryTable(ivSize);
        for (var reader = new BoxReader(bytes, 0, "file"); reader.TryReadBox(out var type, out var content);)
        {
            if (type.Is("moof"u8))
            {
                ReadNotes(content, table);
            }
        }

        return table;
    }

    private static void ReadNotes(BoxReader moof, SampleAuxiliaryTable table)
    {
        var traf = moof.Find("traf"u8);
        if (traf.TryFind("senc"u8, out var senc))
        {
            var run = traf.Find("trun"u8);
            run.Skip(4);
            SampleEncryptionBox.Parse(senc, (int)run.ReadUInt32(), table);
        }
    }

    // A fragment without notes is clear.
    private static void Decrypt(byte[] bytes, SampleDecryptor decryptor, List<Sample> samples, SampleAuxiliaryTable table)
    {
        Assert.True(table.Count == 0 || table.Count == samples.Count);
        for (var i = 0; i < table.Count; i++)
        {
            decryptor.Decrypt(bytes.AsSpan((int)samples[i].Offset, (int)samples[i].Size), table, i);
        }
    }

    private static void Rename(byte[] bytes, ReadOnlySpan<byte> entry)
    {
        Replace(bytes, "encv"u8, entry);
        Replace(bytes, "enca"u8, entry);
        foreach (var box in (string[])["sinf", "senc", "saiz", "saio", "pssh"])
        {
            Replace(bytes, System.Text.Encoding.ASCII.GetBytes(box), "free"u8);
        }
    }

    private static void Replace(Span<byte> bytes, ReadOnlySpan<byte> letters, ReadOnlySpan<byte> with)
    {
        for (var at = bytes.IndexOf(letters); at >= 0; at = bytes.IndexOf(letters))
        {
            with.CopyTo(bytes[at..]);
            bytes = bytes[at..];
        }
    }
}

using System.Buffers.Binary;
using Rushes.Media.Encryption;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Tests.Encryption;

/// <summary>
/// Makes a protected file of a clear one with one track, fragment by fragment: the boxes that FFmpeg wrote stay, ours are added.
/// </summary>
internal sealed class ProtectedFile(byte[] clear, FragmentedFile file, TrackEncryption track, SampleEncryptor encryptor)
{
    private readonly BoxWriter _output = new();
    private readonly SampleAuxiliaryTable _table = new(track.IvSize);
    private int _fragments;

    /// <summary>Fragments that stay clear: those take the second sample entry.</summary>
    public int ClearLead { get; init; }

    public ProtectionSystem? System { get; init; }

    /// <summary>What was noted for each fragment.</summary>
    public List<Subsample[]> Subsamples { get; } = [];

    public static async Task<FragmentedFile> ReadAsync(byte[] bytes) =>
        await FragmentedFile.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);

    public byte[] Write()
    {
        for (var reader = new BoxReader(clear, 0, "file"); reader.Remaining > 0;)
        {
            var start = (int)reader.Offset;
            reader.TryReadBox(out var type, out var content);
            if (type.Is("moof"u8))
            {
                WriteFragment(content, start);
            }
            else if (type.Is("ftyp"u8) || type.Is("moov"u8))
            {
                Copy(type, content);
            }
        }

        return _output.Written.ToArray();
    }

    private void Copy(BoxType type, BoxReader content)
    {
        using var box = _output.Box(Letters(type));
        if (type.Is("stsd"u8))
        {
            _output.Bytes(content.ReadBytes(4));
            _output.UInt32(2);
            ProtectedSampleEntry.Write(_output, file.SampleEntry.Span, file.Kind, track);
            _output.Bytes(file.SampleEntry.Span);
            return;
        }

        if (type.ToString() is not ("moov" or "trak" or "mdia" or "minf" or "stbl"))
        {
            _output.Bytes(content.ReadToEnd());
            return;
        }

        while (content.TryReadBox(out var child, out var inner))
        {
            Copy(child, inner);
        }

        if (type.Is("moov"u8) && System is { } system)
        {
            ProtectionSystemBox.Write(_output, system);
        }
    }

    private void WriteFragment(BoxReader moof, int offset)
    {
        var mdat = BoxHeader.Parse(clear.AsSpan(offset + 8 + moof.Remaining), long.MaxValue, 0, "");
        var media = clear.AsSpan(offset + 8 + moof.Remaining, (int)mdat.Size).ToArray();
        var isClear = _fragments++ < ClearLead;
        _table.Clear();
        var first = offset + 8 + moof.Remaining;
        foreach (var sample in file.Samples.Where(sample => sample.Offset >= first && sample.Offset < first + mdat.Size))
        {
            var bytes = media.AsSpan((int)sample.Offset - first, (int)sample.Size);
            if (isClear)
            {
                encryptor.Skip(bytes, _table);
            }
            else
            {
                encryptor.Encrypt(bytes, _table);
            }

            Subsamples.Add(_table.Subsamples(_table.Count - 1).ToArray());
        }

        var added = isClear ? 0 : SampleAuxiliaryBoxes.Size(_table);
        WriteMoof(moof, added + 4, isClear);
        _output.Bytes(media);
    }

    private void WriteMoof(BoxReader moof, int grown, bool isClear)
    {
        var (start, size) = (_output.Written.Length, BoxHeader.ShortSize + moof.Remaining);
        using (_output.Box("moof"u8))
        {
            while (moof.TryReadBox(out var type, out var child))
            {
                using var box = _output.Box(Letters(type));
                if (!type.Is("traf"u8))
                {
                    _output.Bytes(child.ReadToEnd());
                    continue;
                }

                WriteTrackFragment(child, grown, isClear);
                if (!isClear)
                {
                    SampleAuxiliaryBoxes.Write(_output, _table, start);
                }
            }
        }

        Assert.Equal(size + grown, _output.Written.Length - start); // sizes are known before
    }

    private void WriteTrackFragment(BoxReader traf, int grown, bool isClear)
    {
        while (traf.TryReadBox(out var type, out var child))
        {
            using var box = _output.Box(Letters(type));
            var bytes = child.ReadToEnd().ToArray();
            if (type.Is("tfhd"u8))
            {
                bytes[3] |= 0x2; // sample-description-index-present, behind the track id
                bytes = [.. bytes[..8], 0, 0, 0, isClear ? (byte)2 : (byte)1, .. bytes[8..]];
            }
            else if (type.Is("trun"u8))
            {
                var dataOffset = bytes.AsSpan(8);
                BinaryPrimitives.WriteInt32BigEndian(dataOffset, BinaryPrimitives.ReadInt32BigEndian(dataOffset) + grown);
            }

            _output.Bytes(bytes);
        }
    }

    private static byte[] Letters(BoxType type)
    {
        var letters = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(letters, type.Code);
        return letters;
    }
}

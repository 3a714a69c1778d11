namespace Rushes.Media.Isobmff.SampleEntries;

/// <summary>The boxes inside a sample entry, behind its fixed fields.</summary>
/// <param name="bytes">Of all of them.</param>
/// <param name="path">Of the entry, for messages.</param>
internal sealed class SampleEntryBoxes(ReadOnlyMemory<byte> bytes, string path)
{
    /// <summary>The first of a type.</summary>
    public bool TryFind(ReadOnlySpan<byte> letters, out BoxReader content) => Boxes().TryFind(letters, out content);

    public bool Has(string type) => TryFind(System.Text.Encoding.ASCII.GetBytes(type), out _);

    /// <summary>The boxes inside one of these; none when it is not there.</summary>
    public SampleEntryBoxes Inside(ReadOnlySpan<byte> letters)
    {
        if (!TryFind(letters, out var content))
        {
            return new SampleEntryBoxes(default, path);
        }

        var start = Position(content);
        return new SampleEntryBoxes(bytes.Slice(start, content.Remaining), content.Path);
    }

    public BoxReader Require(ReadOnlySpan<byte> letters) => Boxes().Find(letters);

    /// <summary>The decoder's configuration, read and checked.</summary>
    public (string Codec, string Codecs, ReadOnlyMemory<byte> Bytes) Configuration(SampleEntryKind kind)
    {
        if (kind.Parse is null)
        {
            return (kind.Codec, kind.Type, default);
        }

        var content = Require(System.Text.Encoding.ASCII.GetBytes(kind.Box)).ReadToEnd().ToArray();
        var configuration = kind.Parse(content);

        // ISO/IEC 14496-15 Annex E.3: the string starts with the letters of the entry.
        var isNamed = configuration.Codecs.Length > 4 && configuration.Codecs[4] == '.';
        return (kind.Codec, isNamed ? kind.Type + configuration.Codecs[4..] : configuration.Codecs, content);
    }

    /// <summary>Whole boxes of all other types, as they are.</summary>
    public ReadOnlyMemory<byte> Others(params ReadOnlySpan<string> known)
    {
        var others = new BoxWriter();
        var reader = Boxes();
        for (var start = Position(reader); reader.TryReadBox(out var type, out _); start = Position(reader))
        {
            if (!known.Contains(type.ToString()))
            {
                others.Bytes(bytes.Span[start..Position(reader)]);
            }
        }

        return others.Written;
    }

    // QuickTime ends some lists with four zero bytes; what is shorter than a header is no box.
    private BoxReader Boxes()
    {
        var length = bytes.Length;
        var reader = new BoxReader(bytes.Span, 0, path);
        while (reader.Remaining >= BoxHeader.ShortSize && reader.TryReadBox(out _, out _))
        {
        }

        return new BoxReader(bytes.Span[..(length - reader.Remaining)], 0, path);
    }

    private static int Position(BoxReader reader) => (int)reader.Offset;
}

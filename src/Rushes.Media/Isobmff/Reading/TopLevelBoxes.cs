namespace Rushes.Media.Isobmff.Reading;

/// <summary>The boxes of a file, found by their headers. A file that was cut ends with what is there of its last box.</summary>
internal sealed class TopLevelBoxes(Stream stream)
{
    public const string NotAMovie = "file: is not an MP4 or QuickTime file";

    private readonly List<BoxPlace> _passed = [];
    private readonly byte[] _start = new byte[BoxHeader.LongSize];
    private byte[] _content = [];
    private long _next;

    /// <summary>Of the file, bytes.</summary>
    public long Length { get; } = stream.Length;

    public IReadOnlyList<BoxPlace> Passed => _passed;

    public BoxPlace Current => _passed[^1];

    /// <summary>Behind the header of the current box.</summary>
    public long ContentOffset { get; private set; }

    /// <summary>There is a box of such files.</summary>
    public bool LooksLikeAMovie { get; private set; }

    public async ValueTask<bool> MoveNextAsync(NoteList notes, CancellationToken cancellationToken)
    {
        if (_next >= Length)
        {
            return false;
        }

        stream.Position = _next;
        var read = await stream.ReadAtLeastAsync(_start, _start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return TakeHeader(_start.AsSpan(0, read), notes);
    }

    /// <summary>The content of the current box, until the next is read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadContentAsync(int limit, CancellationToken cancellationToken)
    {
        var size = Current.Offset + Current.Size - ContentOffset;
        if (size > limit)
        {
            throw new MediaFormatException($"file/{Current.Type}: {size} bytes are more than such a box takes", Current.Offset);
        }

        if (_content.Length < size)
        {
            _content = new byte[size];
        }

        var content = _content.AsMemory(0, (int)size);
        stream.Position = ContentOffset;
        var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == content.Length
            ? content
            : throw new MediaFormatException($"file/{Current.Type}: ends after {read} bytes", Current.Offset);
    }

    private static bool IsKnownStart(BoxType type) =>
        type.Is("ftyp"u8) || type.Is("moov"u8) || type.Is("mdat"u8) || type.Is("styp"u8) || type.Is("sidx"u8) || type.Is("wide"u8)
        || type.Is("free"u8) || type.Is("skip"u8) || type.Is("pnot"u8) || type.Is("uuid"u8) || type.Is("moof"u8) || type.Is("emsg"u8);

    private static bool IsHeader(BoxType type) => type.Is("ftyp"u8) || type.Is("moof"u8) || type.Is("sidx"u8);

    private bool TakeHeader(ReadOnlySpan<byte> start, NoteList notes)
    {
        // Zeros behind the last box are padding; a box of size 0 that goes to the end (§4.2.2) has a type.
        if (start.Length >= BoxHeader.ShortSize && !start[..BoxHeader.ShortSize].ContainsAnyExcept((byte)0))
        {
            notes.Add(NoteKind.Oddity, $"file: {Length - _next} bytes that are no box behind the last", _next);
            return false;
        }

        BoxHeader header;
        try
        {
            header = BoxHeader.ParseOpen(start, Length - _next, _next, "file");
        }
        catch (MediaFormatException junk) when (LooksLikeAMovie)
        {
            notes.Add(NoteKind.Damage, junk.What, _next);
            return false;
        }

        LooksLikeAMovie |= IsKnownStart(header.Type);
        return header.Size <= Length - _next ? Take(header, header.Size) : TakeCut(header, notes);
    }

    // What is left of media is used; what is left of a header says nothing.
    private bool TakeCut(BoxHeader header, NoteList notes)
    {
        var what = $"file/{header.Type}: the file ends {header.Size - (Length - _next)} bytes before its end";
        if (!LooksLikeAMovie || header.Type.Is("moov"u8))
        {
            throw new MediaFormatException(LooksLikeAMovie ? what : NotAMovie, _next);
        }

        notes.Add(NoteKind.Damage, what, _next);
        return !IsHeader(header.Type) && Take(header, Length - _next);
    }

    private bool Take(BoxHeader header, long size)
    {
        _passed.Add(new BoxPlace(header.Type, _next, size));
        ContentOffset = _next + header.HeaderSize;
        _next += size;
        return true;
    }
}

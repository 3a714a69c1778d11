namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// An MP4, QuickTime, 3GP or CMAF file, plain or fragmented or both, as its headers describe it (ISO/IEC 14496-12; QuickTime
/// File Format). Media data are never read. The file is hostile until read: no size, count or offset is believed beyond the
/// bytes that are there. What real files get wrong and readers can bear is read and noted; docs/reading.md lists it.
/// </summary>
public sealed class MovieFile
{
    // What such a file begins with: ISO/IEC 14496-12 §4.3 ff., QuickTime File Format.
    private static readonly string[] FirstBoxes = ["ftyp", "styp", "moov", "mdat", "moof", "sidx", "free", "skip", "wide", "pnot", "uuid"];

    /// <summary>Null in old QuickTime files.</summary>
    public required FileBrands? Brands { get; init; }

    /// <summary>Of the movie and its edit lists, ticks a second.</summary>
    public required uint Timescale { get; init; }

    /// <summary>As the header says it, ticks of the movie; null when it does not know.</summary>
    public required long? Duration { get; init; }

    /// <summary>The movie announces fragments; it may have samples outside them, too.</summary>
    public required bool IsFragmented { get; init; }

    /// <summary>Of the whole movie with its fragments, where the file says it, ticks of the movie.</summary>
    public required long? FragmentDuration { get; init; }

    /// <summary>In file order.</summary>
    public required IReadOnlyList<MovieTrack> Tracks { get; init; }

    public required IReadOnlyList<SegmentIndex> SegmentIndexes { get; init; }

    /// <summary>Of the movie and of its fragments.</summary>
    public required IReadOnlyList<ProtectionSystem> ProtectionSystems { get; init; }

    /// <summary>The whole <c>udta</c> box of the movie; empty without one.</summary>
    public required ReadOnlyMemory<byte> UserData { get; init; }

    /// <summary>The whole <c>meta</c> box of the movie; empty without one.</summary>
    public required ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>Every box of the file, known or not.</summary>
    public required IReadOnlyList<BoxPlace> Boxes { get; init; }

    /// <summary>Every box in <c>moov</c>, known or not.</summary>
    public required IReadOnlyList<BoxPlace> MovieBoxes { get; init; }

    /// <summary>What was odd; empty for a file that is as it should be.</summary>
    public required IReadOnlyList<MovieNote> Notes { get; init; }

    /// <summary>Whether a stream begins as such a file does; it is left at its start.</summary>
    public static bool IsLikely(Stream seekable)
    {
        ArgumentNullException.ThrowIfNull(seekable);
        Span<byte> start = stackalloc byte[8];
        var length = seekable.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        seekable.Position -= length;
        return length == start.Length && FirstBoxes.Contains(System.Text.Encoding.Latin1.GetString(start[4..]));
    }

    /// <summary>Reads the headers of a seekable stream, from its start.</summary>
    /// <exception cref="MediaFormatException">It is no such file, or too damaged to be read.</exception>
    public static Task<MovieFile> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new MovieFileReader(stream).ReadAsync(cancellationToken);
    }
}

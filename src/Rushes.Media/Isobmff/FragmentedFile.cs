namespace Rushes.Media.Isobmff;

/// <summary>
/// A fragmented MP4 file with one track, as FFmpeg writes a chunk (<c>+frag_keyframe+empty_moov+default_base_moof</c>).
/// Only <c>moov</c> and <c>moof</c> are read; the media stay where they are. The file is hostile until read: every size,
/// count and offset is checked against the box around it and the end of the file.
/// </summary>
public sealed class FragmentedFile
{
    // Headers of one track, and of one fragment of a few hundred thousand samples.
    private const int LargestMovie = 4 << 20;
    private const int LargestFragment = 16 << 20;

    private readonly FragmentedSample[] _samples;

    private FragmentedFile(MovieBox movie, TrackKind kind, FragmentedSample[] samples)
    {
        Timescale = movie.Timescale;
        Kind = kind;
        SampleEntry = movie.SampleEntry;
        _samples = samples;
    }

    /// <summary>Ticks a second.</summary>
    public uint Timescale { get; }

    public TrackKind Kind { get; }

    /// <summary>The first sample entry (a whole box: <c>avc1</c>, <c>mp4a</c>, …).</summary>
    public ReadOnlyMemory<byte> SampleEntry { get; }

    /// <summary>In decode order.</summary>
    public IReadOnlyList<FragmentedSample> Samples => _samples;

    /// <summary>Reads headers from the start of a seekable stream; nothing of <c>mdat</c>.</summary>
    /// <exception cref="MediaFormatException">It is not such a file.</exception>
    public static async Task<FragmentedFile> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var length = stream.Length;
        var samples = new SampleList(length);
        var start = new byte[BoxHeader.LongSize];
        MovieBox? movie = null;
        for (var offset = 0L; offset < length;)
        {
            stream.Position = offset;
            var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var header = BoxHeader.Parse(start.AsSpan(0, read), length - offset, offset, "file");
            if (header.Type.Is("moov"u8) && movie is null)
            {
                var bytes = await ReadBoxAsync(stream, offset, header, LargestMovie, cancellationToken).ConfigureAwait(false);
                movie = MovieBox.Parse(new BoxReader(bytes, offset + header.HeaderSize, "moov"));
            }
            else if (header.Type.Is("moof"u8))
            {
                var bytes = await ReadBoxAsync(stream, offset, header, LargestFragment, cancellationToken).ConfigureAwait(false);
                MovieFragmentBox.Parse(
                    new BoxReader(bytes, offset + header.HeaderSize, "moof"),
                    offset,
                    movie ?? throw new MediaFormatException("file: moof before moov", offset),
                    samples);
            }

            offset += header.Size;
        }

        return movie is null
            ? throw new MediaFormatException("file: has no moov", length)
            : new FragmentedFile(movie, KindOf(movie), samples.ToArray());
    }

    private static TrackKind KindOf(MovieBox movie) =>
        movie.Handler.Is("vide"u8) ? TrackKind.Video
        : movie.Handler.Is("soun"u8) ? TrackKind.Audio
        : throw new MediaFormatException($"moov/trak/mdia/hdlr: a track of '{movie.Handler}' is neither picture nor sound", 0);

    private static async Task<byte[]> ReadBoxAsync(
        Stream stream, long offset, BoxHeader header, int limit, CancellationToken cancellationToken)
    {
        if (header.Size > limit)
        {
            throw new MediaFormatException($"file/{header.Type}: {header.Size} bytes are more than such a box takes", offset);
        }

        var content = new byte[header.Size - header.HeaderSize];
        stream.Position = offset + header.HeaderSize;
        var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read == content.Length
            ? content
            : throw new MediaFormatException($"file/{header.Type}: ends after {read} bytes", offset);
    }
}

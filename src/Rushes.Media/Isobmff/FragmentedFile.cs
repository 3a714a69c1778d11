using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Isobmff;

/// <summary>
/// A file with one track of picture or sound, as an encoder writes a chunk. What a <see cref="MovieFile"/> only notes as
/// damage is refused here: a chunk is whole, or it is made again.
/// </summary>
public sealed class FragmentedFile
{
    private readonly MovieTrack _track;

    private FragmentedFile(MovieTrack track, TrackKind kind)
    {
        _track = track;
        Kind = kind;
    }

    /// <summary>With all that is not the same in every such file.</summary>
    internal MovieTrack Track => _track;

    /// <summary>Ticks a second.</summary>
    public uint Timescale => _track.Timescale;

    public TrackKind Kind { get; }

    /// <summary>The first sample entry (a whole box: <c>avc1</c>, <c>mp4a</c>, …).</summary>
    public ReadOnlyMemory<byte> SampleEntry => _track.SampleEntries[0].Bytes;

    /// <summary>In decode order; each of at least one byte.</summary>
    public SampleTable Samples => _track.Samples;

    /// <summary>Reads headers from the start of a seekable stream; nothing of <c>mdat</c>.</summary>
    /// <exception cref="MediaFormatException">It is not such a file.</exception>
    public static async Task<FragmentedFile> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var movie = await MovieFile.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (movie.Notes.Where(note => note.Kind == NoteKind.Damage).Take(1).ToArray() is [var damage])
        {
            throw new MediaFormatException(damage.What, damage.Offset);
        }

        var track = movie.Tracks is [var only] ? only : throw new MediaFormatException($"moov: has {movie.Tracks.Count} tracks instead of one", 0);
        RefuseEmpty(track);
        return new FragmentedFile(track, KindOf(track.Handler));
    }

    private static void RefuseEmpty(MovieTrack track)
    {
        if (track.SampleEntries.Count == 0)
        {
            throw new MediaFormatException("moov/trak/mdia/minf/stbl/stsd: has no entry", 0);
        }

        foreach (var sample in track.Samples)
        {
            if (sample.Size is 0 or > int.MaxValue)
            {
                throw new MediaFormatException($"file: a sample of {sample.Size} bytes", sample.Offset);
            }
        }
    }

    private static TrackKind KindOf(BoxType handler) =>
        handler.Is("vide"u8) ? TrackKind.Video
        : handler.Is("soun"u8) ? TrackKind.Audio
        : throw new MediaFormatException($"moov/trak/mdia/hdlr: a track of '{handler}' is neither picture nor sound", 0);
}

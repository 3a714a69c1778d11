namespace Rushes.Media.Isobmff.Reading;

/// <summary>Goes through the boxes of a file from front to back and reads those that describe media.</summary>
internal sealed class MovieFileReader(Stream stream)
{
    // A day of video at 60 frames a second with sound takes about 100 MB; an hour in one fragment about 10 MB.
    private const int LargestBox = 512 << 20;

    private readonly TopLevelBoxes _boxes = new(stream);
    private readonly NoteList _notes = new();
    private readonly List<SegmentIndex> _segmentIndexes = [];
    private FileBrands? _brands;
    private MovieBuilder? _movie;

    public async Task<MovieFile> ReadAsync(CancellationToken cancellationToken)
    {
        while (await _boxes.MoveNextAsync(_notes, cancellationToken).ConfigureAwait(false))
        {
            if (IsHeader(_boxes.Current.Type))
            {
                var content = await _boxes.ReadContentAsync(LargestBox, cancellationToken).ConfigureAwait(false);
                Parse(_boxes.Current, new BoxReader(content.Span, _boxes.ContentOffset, default(BoxPath).Child(_boxes.Current.Type)));
            }
        }

        return Build(_movie ?? throw NoMovie());
    }

    private static bool IsHeader(BoxType type) =>
        type.Is("moof"u8) || type.Is("moov"u8) || type.Is("sidx"u8) || type.Is("ftyp"u8);

    private void Parse(BoxPlace box, BoxReader content)
    {
        if (box.Type.Is("moof"u8))
        {
            var movie = _movie ?? throw content.Malformed("has no moov before it: a media segment needs its initialization segment");
            new MovieFragment(box.Offset, movie, _boxes.Length, _notes).Parse(content);
        }
        else if (box.Type.Is("sidx"u8))
        {
            _segmentIndexes.Add(SegmentIndex.Parse(content, box, _notes));
        }
        else if (box.Type.Is("ftyp"u8))
        {
            _brands ??= FileBrands.Parse(content);
        }
        else if (_movie is null)
        {
            _movie = MovieBuilder.Parse(content, _boxes.Length, _notes);
        }
        else
        {
            _notes.Damaged(content, "is a second one, and was passed over");
        }
    }

    private MediaFormatException NoMovie() => new(
        _boxes.LooksLikeAMovie ? "file: has no moov" : TopLevelBoxes.NotAMovie, 0);

    private MovieFile Build(MovieBuilder movie)
    {
        var tracks = movie.Tracks.Select(track => track.Build(movie.Header, _boxes.Length, _notes)).ToArray();
        return new MovieFile
        {
            Brands = _brands,
            Timescale = movie.Header.Timescale,
            Duration = movie.Header.Duration,
            IsFragmented = movie.IsFragmented,
            FragmentDuration = movie.FragmentDuration,
            Tracks = tracks,
            SegmentIndexes = _segmentIndexes,
            ProtectionSystems = movie.ProtectionSystems,
            UserData = movie.UserData,
            Metadata = movie.Metadata,
            Boxes = _boxes.Passed,
            MovieBoxes = movie.Boxes,
            Notes = _notes.Notes,
        };
    }
}

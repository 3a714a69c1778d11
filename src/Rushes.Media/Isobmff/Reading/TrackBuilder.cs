namespace Rushes.Media.Isobmff.Reading;

/// <summary>A track while the file is read: what <c>trak</c> says, and the samples of <c>trak</c> and of all fragments.</summary>
internal sealed class TrackBuilder
{
    public required TrackHeader Header { get; init; }

    public required MediaHeader MediaHeader { get; init; }

    public required Handler Handler { get; init; }

    public required string Language { get; init; }

    public required SampleEntryBox[] SampleEntries { get; init; }

    public required IReadOnlySet<int> ElsewhereEntries { get; init; }

    public required SampleColumns Samples { get; init; }

    public required IReadOnlyList<EditListEntry> Edits { get; init; }

    public required IReadOnlyList<TrackReference> References { get; init; }

    public required ReadOnlyMemory<byte> UserData { get; init; }

    public required ReadOnlyMemory<byte> Metadata { get; init; }

    public required IReadOnlyList<BoxPlace> Boxes { get; init; }

    public required List<SampleProtectionBox> SampleProtection { get; init; }

    public MovieTrack Build(MovieHeader movie, long fileLength, NoteList notes)
    {
        var extent = new MediaExtent(fileLength, ElsewhereEntries);
        var missing = MissingSamples.Find(Samples, extent);
        if (missing.Count > 0)
        {
            notes.Add(
                NoteKind.Damage,
                $"moov/trak: {missing.Count} of the {Samples.Count} samples of track {Header.TrackId}, from sample {missing.First} on, lie outside the file",
                fileLength);
        }

        return new MovieTrack
        {
            Id = Header.TrackId,
            Handler = Handler.Type,
            HandlerName = Handler.Name,
            IsEnabled = Header.IsEnabled,
            Timescale = MediaHeader.Timescale,
            Duration = MediaHeader.Duration,
            Language = Language,
            Matrix = Header.Matrix.Then(movie.Matrix),
            Width = Header.Width,
            Height = Header.Height,
            AlternateGroup = Header.AlternateGroup,
            References = References,
            Edits = Edits,
            Presentation = Presentation.Of(Edits, MediaHeader.Timescale, movie.Timescale),
            SampleEntries = SampleEntries,
            Samples = new SampleTable(Samples, extent),
            MissingSamples = missing.Count,
            SampleProtection = SampleProtection,
            UserData = UserData,
            Metadata = Metadata,
            Boxes = Boxes,
        };
    }
}

using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// Holds an MP4 or QuickTime file against the proof. Its frames lie where an index says that is of this file, else where its own
/// tables say; they have the digests of the tracks that they are of.
/// </summary>
/// <param name="package">That the file is of.</param>
/// <param name="movie">As the proof has it.</param>
internal sealed class MovieVerifier(PackageInspection package, ProvenMovie movie)
{
    private readonly List<ProofProblem> _problems = [];

    public async Task<MovieVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var file = package.Folder.Open(movie.Path);
            if (file is null)
            {
                Report(ProofProblemCodes.Missing, "is not there");
            }
            else
            {
                await VerifyAsync(file, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(ProofProblemCodes.Unreadable, exception.Message);
        }

        return new MovieVerdict(movie, [.. movie.Tracks.Select(Track)], _problems);
    }

    private async Task VerifyAsync(Stream file, CancellationToken cancellationToken)
    {
        if (file.Length != movie.Size)
        {
            Report(ProofProblemCodes.Size, $"has {file.Length} bytes instead of {movie.Size}");
        }

        var tracks = await TracksAsync(await ReadTablesAsync(file, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (tracks.Length > 0 && tracks.All(track => track.Layout is not null))
        {
            await VerifyBytesAsync(file, tracks, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>None: they are not those of the movie, which is reported.</returns>
    private async Task<MovieTrack[]> ReadTablesAsync(Stream file, CancellationToken cancellationToken)
    {
        try
        {
            var read = await MovieFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            MovieTrack[] tables = [.. read.Tracks.Where(track => track.IsMedia)];
            if (tables.Length > 0 && (movie.Tracks.Count == 0 || tables.Length == movie.Tracks.Count))
            {
                return tables;
            }

            Report(ProofProblemCodes.Tables, $"has {tables.Length} tracks of picture and sound instead of {(movie.Tracks.Count == 0 ? "one or more" : movie.Tracks.Count)}");
        }
        catch (MediaFormatException malformed)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Malformed, movie.Path, malformed.What) { Offset = malformed.Offset });
        }

        return [];
    }

    private async Task<VerifiedTrack[]> TracksAsync(MovieTrack[] tables, CancellationToken cancellationToken)
    {
        var tracks = new VerifiedTrack[movie.Tracks.Count > 0 ? movie.Tracks.Count : tables.Length];
        for (var i = 0; i < tracks.Length; i++)
        {
            var proven = i < movie.Tracks.Count ? Track(movie.Tracks[i]) : null;
            var records = proven is null ? null : await FrameRecords.ReadAsync(package.Folder, proven, _ => { }, cancellationToken).ConfigureAwait(false);
            tracks[i] = Lay(proven, records, i < tables.Length ? tables[i] : null);
        }

        return tracks;
    }

    private ProvenTrack Track(string index) => package.Contents.FindTrack(index)!;

    private VerifiedTrack Lay(ProvenTrack? proven, FrameRecords? records, MovieTrack? table)
    {
        var index = records?.ProvenIndex;
        var indexed = index is not null && proven!.Path == movie.Path ? FrameLayout.Of(index, new MediaParts(proven)) : null;
        FrameLayout? own = null;
        try
        {
            own = table is null ? null : index is not null ? MovieFrames.Of(table, index) : MovieFrames.Of(table);
        }
        catch (MediaFormatException other)
        {
            _problems.Add(new ProofProblem(ProofProblemCodes.Tables, movie.Path, other.What) { Track = proven?.Name, Offset = other.Offset });
        }

        if (indexed is not null && own is not null && indexed.Offsets.AsSpan().CommonPrefixLength(own.Offsets) is var same && same < indexed.Count)
        {
            _problems.Add(indexed.At(Problem(ProofProblemCodes.Tables, proven, $"lies at {own.Offsets[same]} by the boxes, at {indexed.Offsets[same]} by the index"), same));
        }

        return new VerifiedTrack(proven, records, indexed ?? own, indexed is not null);
    }

    private async Task VerifyBytesAsync(Stream file, VerifiedTrack[] tracks, CancellationToken cancellationToken)
    {
        var frames = PlacedFrame.InOrder([.. tracks.Select(track => track.Layout!)]);
        if (PlacedFrame.FindDisorder(frames, tracks.Length) is { } disorder)
        {
            var track = tracks[disorder.Track];
            _problems.Add(track.Layout!.At(Problem(ProofProblemCodes.Tables, track.Proven, "lies over the frame before it, or before that one"), disorder.Frame));
            return;
        }

        FrameCheck[] checks = [.. tracks.Select(track => new FrameCheck(track.Layout!.Sizes, track.Sidecar))];
        try
        {
            await VerifyBytesAsync(file, frames, tracks, checks, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Array.ForEach(checks, check => check.Dispose());
        }
    }

    private async Task VerifyBytesAsync(Stream file, PlacedFrame[] frames, VerifiedTrack[] tracks, FrameCheck[] checks, CancellationToken cancellationToken)
    {
        using var pass = new MediaPass(frames, checks);
        file.Position = 0;
        var boxesChanged = await pass.RunAsync(file, 0, package.Advance, cancellationToken).ConfigureAwait(false) != movie.Boxes && file.Length == movie.Size;
        if (boxesChanged)
        {
            Report(ProofProblemCodes.Boxes, "the boxes around the frames have other bytes");
        }

        foreach (var (track, check) in tracks.Zip(checks))
        {
            Judge(track, check, boxesChanged);
        }
    }

    private void Judge(VerifiedTrack track, FrameCheck check, bool boxesChanged)
    {
        // Without its index, whose loss is reported, it is not known what a frame of uncompressed sound is.
        if (track is not { Proven: { } proven, Records: { } records } || track.Layout!.Count != proven.Frames)
        {
            return;
        }

        // What is wrong with a sidecar is said where its track is verified.
        var judgement = new PassJudgement(movie.Path, track.Layout, proven.FramesDigest, records.Clear);
        _problems.AddRange(judgement.Judge(check, boxesChanged && !track.IsIndexed)
            .Where(problem => problem.Code == ProofProblemCodes.Frame).Select(problem => problem with { Track = proven.Name }));
    }

    private ProofProblem Problem(string code, ProvenTrack? track, string message) => new(code, movie.Path, message) { Track = track?.Name };

    private void Report(string code, string message) => _problems.Add(new ProofProblem(code, movie.Path, message));

    /// <param name="Proven">Null: nobody read its frames.</param>
    /// <param name="Records">Of its frames; null likewise.</param>
    /// <param name="Layout">Null: it is not known where they lie.</param>
    /// <param name="IsIndexed">By an index, not by the boxes of the file.</param>
    private sealed record VerifiedTrack(ProvenTrack? Proven, FrameRecords? Records, FrameLayout? Layout, bool IsIndexed)
    {
        public ReadOnlyMemory<byte> Sidecar => Records?.Clear.Digests ?? default;
    }
}

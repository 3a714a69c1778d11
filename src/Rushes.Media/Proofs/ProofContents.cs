namespace Rushes.Media.Proofs;

/// <summary>What a proof names, each found in one step: a hostile proof names very much.</summary>
/// <param name="proof">Without holes.</param>
internal sealed class ProofContents(PackageProof proof)
{
    private readonly ILookup<string, ProvenTrack> _byIndex = TracksOf(proof).ToLookup(track => track.Index);
    private readonly ILookup<string, ProvenTrack> _byPath = TracksOf(proof).ToLookup(track => track.Path);
    private readonly HashSet<string> _movies = [.. proof.Movies.Select(movie => movie.Path)];

    /// <summary>Of all files that the proof is about.</summary>
    public IEnumerable<string> Paths =>
        TracksOf(proof).SelectMany(PathsOf).Concat(proof.Movies.Select(movie => movie.Path)).Concat(proof.Files.Select(file => file.Path));

    /// <summary>Bytes of all media.</summary>
    public long MediaBytes => TracksOf(proof).Where(track => !IsInMovie(track)).Sum(track => track.TotalSize) + proof.Movies.Sum(movie => movie.Size);

    public static IEnumerable<ProvenTrack> TracksOf(PackageProof proof) => proof.Tracks.Select(proven => proven.Track);

    /// <summary>Whether its file holds other tracks, too; else its media are its own.</summary>
    public bool IsInMovie(ProvenTrack track) => _movies.Contains(track.Path);

    /// <param name="index">Path of its index.</param>
    /// <returns>Null: no track has it.</returns>
    public ProvenTrack? FindTrack(string index) => _byIndex[index].FirstOrDefault();

    /// <summary>The tracks that have a movie as their file; other tracks of the movie lie elsewhere, too.</summary>
    public IEnumerable<ProvenTrack> TracksIn(ProvenMovie movie) => _byPath[movie.Path];

    private IEnumerable<string> PathsOf(ProvenTrack track) =>
    [
        .. IsInMovie(track) ? Array.Empty<string>() : [track.Path],
        .. track.Segments.Select(segment => segment.Path),
        track.Index,
        track.Sidecar,
        .. track.Encryption is { } encryption ? [encryption.Sidecar] : Array.Empty<string>(),
    ];
}

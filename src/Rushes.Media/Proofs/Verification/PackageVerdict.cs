using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What became of a verification.</summary>
/// <param name="Tracks">In the order of the proof.</param>
/// <param name="Movies">In the order of the proof.</param>
/// <param name="Others">Problems of the package and of files that belong to no track, sorted by path.</param>
public sealed record PackageVerdict(IReadOnlyList<TrackVerdict> Tracks, IReadOnlyList<MovieVerdict> Movies, IReadOnlyList<ProofProblem> Others)
{
    /// <summary>All there are.</summary>
    public IEnumerable<ProofProblem> Problems => Tracks.SelectMany(track => track.Problems).Concat(Movies.SelectMany(movie => movie.Problems)).Concat(Others);

    /// <summary>Whether the package is what its proof says.</summary>
    public bool IsProven => !Problems.Any();

    /// <summary>Nothing is wrong but the keys that were given.</summary>
    public bool OnlyKeysAreWrong => !IsProven && Problems.All(problem => problem.Code == ProofProblemCodes.Key);
}

/// <summary>Of a file with several tracks.</summary>
/// <param name="Movie">As the proof has it.</param>
/// <param name="Tracks">That are held against it; none: the proof has no digests of its frames.</param>
/// <param name="Problems">Of the file; of each of its tracks the first wrong frame.</param>
public sealed record MovieVerdict(ProvenMovie Movie, IReadOnlyList<ProvenTrack> Tracks, IReadOnlyList<ProofProblem> Problems)
{
    /// <summary>The first frame of a track that is wrong; null when none is, or when it is not known which.</summary>
    public ProofProblem? FirstWrongFrame(ProvenTrack track) =>
        Problems.FirstOrDefault(problem => problem is { Code: ProofProblemCodes.Frame, Frame: not null } && problem.Track == track.Name);
}

/// <param name="Track">As the proof has it.</param>
/// <param name="Problems">Of its media, its index and its sidecar.</param>
public sealed record TrackVerdict(ProvenTrack Track, IReadOnlyList<ProofProblem> Problems)
{
    /// <summary>It lies in a file of its own, or in segment files; else its frames are judged where they lie, with the <see cref="MovieVerdict"/>.</summary>
    public bool IsStreamed { get; init; } = true;

    /// <summary>The first frame that is wrong; null when none is, or when it is not known which.</summary>
    public ProofProblem? FirstWrongFrame => Problems.FirstOrDefault(problem => problem is { Code: ProofProblemCodes.Frame, Frame: not null });

    /// <summary>Frames were decrypted, and those behind them held against the proof.</summary>
    public bool IsDecrypted { get; init; }

    /// <summary>What its index says of time; null when that is not to be relied on.</summary>
    internal TrackTimes? Times { get; init; }
}

/// <param name="Digest">Of the presentation times of all frames.</param>
/// <param name="DecodeLead">How long before presentation time 0 the track starts to be decoded, seconds.</param>
internal sealed record TrackTimes(string Digest, Rational DecodeLead);

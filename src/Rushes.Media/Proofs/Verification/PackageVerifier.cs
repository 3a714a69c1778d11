using Rushes.Media.Encryption;

namespace Rushes.Media.Proofs.Verification;

/// <summary>Holds a folder against its proof: every byte, every frame, every time. Media are read beside each other, one on a core.</summary>
public sealed class PackageVerifier
{
    /// <summary>Files that a package may have and a proof does not cover: what differs from one run to the next.</summary>
    private static readonly string[] Uncovered = [PackageProof.FileName, "report.json"];

    private readonly PackageFolder _folder;
    private readonly PackageProof _proof;
    private readonly ProofContents _contents;
    private long _bytesRead;

    /// <param name="folder">Of the package.</param>
    /// <param name="proof">That was read.</param>
    public PackageVerifier(string folder, PackageProof proof)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(proof);
        _folder = new PackageFolder(folder);
        _proof = proof;
        _contents = new ProofContents(proof);
        Bytes = _contents.MediaBytes;
    }

    /// <summary>With them encrypted frames are decrypted, and those behind them held against the proof, too. Not disposed.</summary>
    public PackageEncryption? Keys { get; init; }

    /// <summary>Of the media that were read so far; from any thread.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Of all media.</summary>
    public long Bytes { get; }

    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PackageVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        var package = new PackageInspection(_folder, _proof, _contents, Keys, bytes => Interlocked.Add(ref _bytesRead, bytes));
        var tracks = new TrackVerdict[_proof.Tracks.Count()];
        var movies = new MovieVerdict[_proof.Movies.Count];
        IEnumerable<Func<CancellationToken, Task>> work =
        [
            .. _proof.Tracks.Select((proven, number) => (Func<CancellationToken, Task>)(async token =>
                tracks[number] = await new TrackVerifier(package, proven.Track, proven.Kind).VerifyAsync(token).ConfigureAwait(false))),
            .. _proof.Movies.Select((movie, number) => (Func<CancellationToken, Task>)(async token =>
                movies[number] = await new MovieVerifier(package, movie).VerifyAsync(token).ConfigureAwait(false))),
        ];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(work, options, async (verify, token) => await verify(token).ConfigureAwait(false)).ConfigureAwait(false);
        var others = await VerifyFilesAsync(cancellationToken).ConfigureAwait(false);
        return new PackageVerdict(
            tracks, movies, [.. others.Concat(Extra()).OrderBy(problem => problem.Path, StringComparer.Ordinal), .. TimeComparison.Compare(_proof, tracks)]);
    }

    private async Task<IReadOnlyList<ProofProblem>> VerifyFilesAsync(CancellationToken cancellationToken)
    {
        var problems = new List<ProofProblem>();
        foreach (var file in _proof.Files)
        {
            try
            {
                if (await _folder.VerifyAsync(file, cancellationToken).ConfigureAwait(false) is { } problem)
                {
                    problems.Add(problem);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add(new ProofProblem(ProofProblemCodes.Unreadable, file.Path, exception.Message));
            }
        }

        return problems;
    }

    private IEnumerable<ProofProblem> Extra() =>
        _folder.Paths().Except(_contents.Paths).Except(Uncovered).Select(path => new ProofProblem(ProofProblemCodes.Extra, path, "is not part of the package"));
}

using Rushes.Cli.Jobs;
using Rushes.Media.Proofs.Verification;

namespace Rushes.Cli.Report;

/// <summary>Verdicts as they are printed for programs.</summary>
internal static class VerifyAnswers
{
    public static VerifyAnswer Of(FoundProof package, PackageVerdict verdict) => new()
    {
        Status = "done",
        Proven = verdict.IsProven,
        Proof = package.Digest,
        Tracks = [.. verdict.Tracks.Select(Track)],
        Movies = [.. verdict.Movies.Select(movie => new AnswerMovie(movie.Movie.Path, movie.Movie.Size, movie.Problems.Count == 0, movie.Movie.Tracks.Count > 0))],
        Problems = [.. verdict.Problems.Select(Problem)],
    };

    public static AnswerProblem Problem(ProofProblem problem) =>
        new(problem.Code, problem.Path, problem.Message, problem.Track, problem.Frame, problem.Time?.ToString(), problem.Offset);

    private static AnswerTrack Track(TrackVerdict verdict)
    {
        var track = verdict.Track;
        var frame = verdict.FirstWrongFrame is { Frame: { } number, Time: { } time, Offset: { } offset } ? new AnswerFrame(number, time.ToString(), offset) : null;
        return new AnswerTrack(
            track.Path, track.Name, track.Codec, track.Frames, track.TotalSize, verdict.Problems.Count == 0, frame, track.Encryption?.Scheme,
            track.Encryption is null ? null : verdict.IsDecrypted);
    }
}

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
        Tracks = [.. verdict.Tracks.Where(track => track.IsStreamed).Select(Track)],
        Movies = [.. verdict.Movies.Select(Movie)],
        Problems = [.. verdict.Problems.Select(Problem)],
    };

    public static AnswerProblem Problem(ProofProblem problem) =>
        new(problem.Code, problem.Path, problem.Message, problem.Track, problem.Frame, problem.Time?.ToString(), problem.Offset);

    private static AnswerTrack Track(TrackVerdict verdict)
    {
        var track = verdict.Track;
        return new AnswerTrack(
            track.Path, track.Name, track.Codec, track.Frames, track.TotalSize, verdict.Problems.Count == 0, Frame(verdict.FirstWrongFrame), track.Encryption?.Scheme,
            track.Encryption is null ? null : verdict.IsDecrypted);
    }

    private static AnswerMovie Movie(MovieVerdict verdict) => new(
        verdict.Movie.Path, verdict.Movie.Size, verdict.Problems.Count == 0,
        [.. verdict.Tracks.Select(track => new AnswerMovieTrack(track.Name, track.Codec, track.Frames, Frame(verdict.FirstWrongFrame(track))))]);

    private static AnswerFrame? Frame(ProofProblem? problem) =>
        problem is { Frame: { } number, Time: { } time, Offset: { } offset } ? new AnswerFrame(number, time.ToString(), offset) : null;
}

using Rushes.Media.Indexing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// Who is to blame when digests differ. The proof covers the sidecar, and the digests of the frames together are the sidecar:
/// so a changed sidecar is told from changed frames.
/// </summary>
/// <param name="path">Of the media.</param>
/// <param name="frames">That the media must have.</param>
/// <param name="framesDigest">Of the digests of all of them, by the proof.</param>
/// <param name="sidecar">Of them.</param>
internal sealed class PassJudgement(string path, FrameLayout frames, string framesDigest, Sidecar sidecar)
{
    /// <param name="check">After the last byte.</param>
    /// <param name="boxesChanged">Frames were looked for where these say.</param>
    public IEnumerable<ProofProblem> Judge(FrameCheck check, bool boxesChanged)
    {
        var framesProven = check.IsComplete && check.TakeFrames() == framesDigest;
        if (sidecar is { IsProven: false, IsMissing: false })
        {
            yield return Changed(check, framesProven);
        }

        if (check.IsComplete ? !framesProven : check.FirstWrong is not null)
        {
            yield return Wrong(check, boxesChanged);
        }
    }

    private ProofProblem Changed(FrameCheck check, bool framesProven)
    {
        var problem = new ProofProblem(ProofProblemCodes.Changed, sidecar.Path, framesProven ? "has other bytes, though all frames are right" : "has other bytes");
        return framesProven && check.FirstWrong is { } frame ? frames.At(problem, frame) with { Offset = (long)frame * FrameDigests.BytesPerFrame } : problem;
    }

    private ProofProblem Wrong(FrameCheck check, bool boxesChanged)
    {
        var doubt = boxesChanged ? ", or lies elsewhere: the boxes that say where changed"
            : sidecar is { IsProven: false, IsMissing: false } ? ", or its digest is not: both may have changed"
            : "";
        return check switch
        {
            { FirstWrong: null } => Problem("the frames are not those that the proof names; it cannot be told which are wrong"),
            { FirstWrong: { } frame, FirstIsMissing: true } => frames.At(Problem($"is cut off or missing; frames that are wrong: {check.Wrong}"), frame),
            { FirstWrong: { } frame } => frames.At(Problem($"is not what was packaged{doubt}; frames that are wrong: {check.Wrong}"), frame),
        };
    }

    private ProofProblem Problem(string message) => new(ProofProblemCodes.Frame, path, message);
}

namespace Rushes.Media.Proofs.Verification;

/// <summary>
/// Who is to blame when digests differ. The proof covers the sidecar, and the digests of the frames together are the sidecar:
/// so a changed sidecar is told from changed frames.
/// </summary>
internal static class PassJudgement
{
    public static IEnumerable<ProofProblem> Judge(ProvenTrack track, FrameLayout layout, MediaPass pass, bool sidecarChanged, bool sizeIsRight)
    {
        // Of a file that was cut off it is no news that bytes are missing.
        var boxes = pass.TakeBoxes();
        if (sizeIsRight && boxes != track.Boxes)
        {
            yield return new ProofProblem(ProofProblemCodes.Boxes, track.Path, "the boxes around the frames have other bytes");
        }

        var framesProven = pass.TakeFrames() == track.WrittenFrames;
        if (sidecarChanged)
        {
            yield return Sidecar(track, layout, pass, framesProven);
        }

        if (!framesProven)
        {
            yield return Frames(track, layout, pass, sidecarChanged);
        }
    }

    private static ProofProblem Sidecar(ProvenTrack track, FrameLayout layout, MediaPass pass, bool framesProven)
    {
        var problem = new ProofProblem(
            ProofProblemCodes.Changed, track.Sidecar, framesProven ? "has other bytes, though all frames are right" : "has other bytes");
        return framesProven && pass.FirstDifferent is { } frame ? At(problem, layout, frame) with { Offset = frame * 16L } : problem;
    }

    private static ProofProblem Frames(ProvenTrack track, FrameLayout layout, MediaPass pass, bool sidecarChanged)
    {
        var doubt = sidecarChanged ? ", or its digest is not: both may have changed" : "";
        var wrong = pass.Different + layout.Count - pass.Whole;
        return (pass.FirstDifferent, pass.Whole < layout.Count) switch
        {
            ({ } frame, _) => At(Problem(track, $"is not what was packaged{doubt}; frames that are wrong: {wrong}"), layout, frame),
            (null, true) => At(Problem(track, $"is cut off or missing, with all that follow; frames that are wrong: {wrong}"), layout, pass.Whole),
            _ => Problem(track, "the frames are not those that the proof names; it cannot be told which are wrong"),
        };
    }

    private static ProofProblem Problem(ProvenTrack track, string message) => new(ProofProblemCodes.Frame, track.Path, message);

    private static ProofProblem At(ProofProblem problem, FrameLayout layout, int frame)
    {
        var (number, time) = layout.PlaceOf(frame);
        return problem with { Frame = number, Time = time, Offset = layout.Offsets[frame] };
    }
}

using Rushes.Media.Isobmff;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>How the tracks of a package lie to each other in time.</summary>
internal static class TimeComparison
{
    public static IEnumerable<ProofProblem> Compare(PackageProof proof, IReadOnlyList<TrackVerdict> tracks)
    {
        var renditions = tracks.Take(proof.Renditions.Count).Where(rendition => rendition.IsStreamed).ToArray();
        var trickPlay = tracks.Skip(proof.Renditions.Count + proof.Audio.Count);
        try
        {
            return [.. Spans([.. renditions, .. trickPlay]), .. FrameTimes(renditions), .. Leads(proof, tracks), .. Sync(proof)];
        }
        catch (OverflowException)
        {
            return [new ProofProblem(ProofProblemCodes.Sync, PackageProof.FileName, "the times are absurd")];
        }
    }

    // A player switches between pictures: they start and end together.
    private static IEnumerable<ProofProblem> Spans(TrackVerdict[] pictures) =>
        from picture in pictures.Skip(1)
        where Span(picture) != Span(pictures[0])
        select Timing(picture, $"does not start and end with {pictures[0].Track.Path}");

    // At one frame rate all frames have the same times.
    private static IEnumerable<ProofProblem> FrameTimes(TrackVerdict[] renditions) =>
        from rate in renditions.Where(rendition => rendition.Times is not null).GroupBy(rendition => (rendition.Track.Timing.FrameRate, rendition.Track.Timing.Timescale))
        from rendition in rate
        where rendition.Times!.Digest != rate.First().Times!.Digest
        select Timing(rendition, $"shows frames at other times than {rate.First().Track.Path}");

    // Decoding starts at one instant; of a picture on a tick of its own clock, of sound no earlier.
    private static IEnumerable<ProofProblem> Leads(PackageProof proof, IReadOnlyList<TrackVerdict> tracks)
    {
        _ = Rational.TryParse(proof.Sync.DecodeLead, out var lead);
        return
            from proven in tracks.Zip(proof.Tracks, (verdict, proven) => (Verdict: verdict, proven.Kind))
            where proven.Verdict.Times is not null
            let own = proven.Verdict.Times!.DecodeLead
            let isPicture = proven.Kind == TrackKind.Video
            where own > lead + new Rational(isPicture ? 1 : 0, proven.Verdict.Track.Timing.Timescale) || (isPicture && own < lead)
            select new ProofProblem(ProofProblemCodes.Sync, proven.Verdict.Track.Path, $"is decoded from {own} s before time 0 on, by the proof from {lead} s");
    }

    private static IEnumerable<ProofProblem> Sync(PackageProof proof)
    {
        var expected = ProofSync.Of(proof.Sync.Base, Rational.Zero, [.. proof.Renditions, .. proof.Audio]);
        if (expected.Spread != proof.Sync.Spread || !expected.Tracks.SequenceEqual(proof.Sync.Tracks))
        {
            yield return new ProofProblem(ProofProblemCodes.Sync, PackageProof.FileName, $"starts and ends do not follow from its tracks: the last ends {expected.Spread} s after the first");
        }
    }

    private static (Rational Start, Rational End) Span(TrackVerdict verdict) => (ProofSync.Start(verdict.Track), ProofSync.End(verdict.Track));

    private static ProofProblem Timing(TrackVerdict verdict, string message) => new(ProofProblemCodes.Timing, verdict.Track.Path, message);
}

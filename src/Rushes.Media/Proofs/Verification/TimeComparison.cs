using Rushes.Media.Timing;

namespace Rushes.Media.Proofs.Verification;

/// <summary>How the tracks of a package lie to each other in time.</summary>
internal static class TimeComparison
{
    public static IEnumerable<ProofProblem> Compare(PackageProof proof, IReadOnlyList<TrackVerdict> tracks)
    {
        var renditions = tracks.Take(proof.Renditions.Count).Where(rendition => rendition.IsStreamed).ToArray();
        try
        {
            return [.. Renditions(renditions), .. Leads(proof, tracks), .. Sync(proof)];
        }
        catch (OverflowException)
        {
            return [new ProofProblem(ProofProblemCodes.Sync, PackageProof.FileName, "the times are absurd")];
        }
    }

    // A player switches between renditions: they start and end together, and at one frame rate all frames have the same times.
    private static IEnumerable<ProofProblem> Renditions(TrackVerdict[] renditions)
    {
        foreach (var rendition in renditions.Skip(1))
        {
            if (Span(rendition) != Span(renditions[0]))
            {
                yield return Timing(rendition, $"does not start and end with {renditions[0].Track.Path}");
            }
        }

        var unlike =
            from rate in renditions.Where(rendition => rendition.Times is not null).GroupBy(rendition => (rendition.Track.Timing.FrameRate, rendition.Track.Timing.Timescale))
            from rendition in rate
            where rendition.Times!.Digest != rate.First().Times!.Digest
            select Timing(rendition, $"shows frames at other times than {rate.First().Track.Path}");
        foreach (var problem in unlike)
        {
            yield return problem;
        }
    }

    // Decoding starts at one instant; of a picture on a tick of its own clock, of sound no earlier.
    private static IEnumerable<ProofProblem> Leads(PackageProof proof, IReadOnlyList<TrackVerdict> tracks)
    {
        _ = Rational.TryParse(proof.Sync.DecodeLead, out var lead);
        return
            from verdict in tracks.Index()
            where verdict.Item.Times is not null
            let own = verdict.Item.Times!.DecodeLead
            let isPicture = verdict.Index < proof.Renditions.Count
            where own > lead + new Rational(isPicture ? 1 : 0, verdict.Item.Track.Timing.Timescale) || (isPicture && own < lead)
            select new ProofProblem(ProofProblemCodes.Sync, verdict.Item.Track.Path, $"is decoded from {own} s before time 0 on, by the proof from {lead} s");
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

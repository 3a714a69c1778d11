using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What a proof says of a track, held against the index that it names.</summary>
internal static class FactComparison
{
    public static IEnumerable<ProofProblem> Compare(ProvenTrack track, TrackKind kind, long baseSeconds, FrameIndex index)
    {
        var timing = track.Timing;
        (string What, object Proof, object Index)[] facts =
        [
            ("kind", kind, index.Format.Kind),
            ("codec", track.Codec, index.Format.Codec),
            ("frames", track.Frames, index.Count),
            ("timescale", timing.Timescale, index.Timescale),
            ("first time", timing.First, index.FirstTime),
            ("duration", timing.Duration, index.TotalDuration),
            ("presentation time 0", baseSeconds * timing.Timescale, index.Origin),
            ("file", $"{track.Path}, {track.Size} bytes", FileOf(track, index)),
            ("frames in chunks", track.Chunks.Count == 0 ? index.Count : track.Chunks.Sum(chunk => (long)chunk.Frames), (long)index.Count),
        ];
        return
            from fact in facts
            where fact.Proof.ToString() != fact.Index.ToString()
            select new ProofProblem(ProofProblemCodes.Facts, track.Index, $"{fact.What}: {fact.Index}, by the proof {fact.Proof}");
    }

    private static string FileOf(ProvenTrack track, FrameIndex index) => index.Chunks is [var file]
        ? $"{PackagePath.Resolve(track.Index, file.Uri)}, {file.Size} bytes"
        : $"{index.Chunks.Count} files";
}

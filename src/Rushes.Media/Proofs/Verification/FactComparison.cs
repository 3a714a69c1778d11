using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;

namespace Rushes.Media.Proofs.Verification;

/// <summary>What a proof says of a track, held against the index that it names.</summary>
internal static class FactComparison
{
    public static IEnumerable<ProofProblem> Compare(ProvenTrack track, TrackKind kind, long baseSeconds, FrameIndex index)
    {
        var timing = track.Timing;
        var files = FirstDifferentFile(track, index);
        (string What, object Proof, object Index)[] facts =
        [
            ("kind", kind, index.Format.Kind),
            ("codec", track.Codec, index.Format.Codec),
            ("frames", track.Frames, index.Count),
            ("timescale", timing.Timescale, index.Timescale),
            ("first time", timing.First, index.FirstTime),
            ("duration", timing.Duration, index.TotalDuration),
            ("presentation time 0", baseSeconds * timing.Timescale, index.Origin),
            ("files", files.Proof, files.Index),
            ("frames in chunks", track.Chunks.Count == 0 ? index.Count : track.Chunks.Sum(chunk => (long)chunk.Frames), (long)index.Count),
        ];
        return
            from fact in facts
            where fact.Proof.ToString() != fact.Index.ToString()
            select new ProofProblem(ProofProblemCodes.Facts, track.Index, $"{fact.What}: {fact.Index}, by the proof {fact.Proof}");
    }

    private static (string Proof, string Index) FirstDifferentFile(ProvenTrack track, FrameIndex index)
    {
        string[] proven = track.Segments is [_, ..] segments ? [.. segments.Select(segment => Name(segment.Path, segment.Size))] : [Name(track.Path, track.Size)];
        string[] indexed = [.. index.Chunks.Select(file => Name(PackagePath.Resolve(track.Index, file.Uri), file.Size))];
        return proven.Length != indexed.Length
            ? ($"{proven.Length} files", $"{indexed.Length} files")
            : proven.Zip(indexed).FirstOrDefault(((string Proof, string Index) files) => files.Proof != files.Index, (proven[0], indexed[0]));

        static string Name(string? path, long size) => $"{path}, {size} bytes";
    }
}

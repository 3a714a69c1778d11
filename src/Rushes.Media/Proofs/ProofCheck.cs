using System.Buffers;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs;

/// <summary>Whether a proof that was read says what a proof must.</summary>
internal static class ProofCheck
{
    private const int DigestLength = 64;
    private const long LargestBase = 1 << 20;
    private const long LargestSize = 1L << 45;
    private const long LargestTime = long.MaxValue / 4;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The first mistake; null when there is none.</summary>
    public static string? FindMistake(PackageProof? proof)
    {
        if (proof is not { Version: 1 })
        {
            return proof is null ? "is empty" : $"version {proof.Version} is not known here";
        }

        ProvenTrack?[] tracks = [.. proof.Renditions, .. proof.Audio, .. proof.TrickPlay];
        if (tracks.Any(track => track is null || track.Chunks.Contains(null))
            || proof.Files.Contains(null) || proof.Sources.Contains(null) || proof.Tools.Contains(null) || proof.Sync.Tracks.Contains(null))
        {
            return "a list has nothing in one of its places";
        }

        return tracks.Select(track => FindMistake(track!)).FirstOrDefault(mistake => mistake is not null)
            ?? proof.Files.Select(file => IsWrong(file) ? $"'{file.Path}': no such path, size or digest can be" : null).FirstOrDefault(mistake => mistake is not null)
            ?? FindMistake(proof.Sync)
            ?? FindDouble(proof);
    }

    private static string? FindMistake(ProvenTrack track) =>
        !PackagePath.IsValid(track.Path) || !PackagePath.IsValid(track.Index) || track.Index == track.Sidecar ? $"track '{track.Name}': no path of a package"
        : track.Size is <= 0 or > LargestSize || track.Frames <= 0 ? $"{track.Path}: {track.Frames} frames in {track.Size} bytes"
        : track.Encryption is { } encryption && !(encryption.Scheme is "cbcs" or "cenc" && IsDigest(encryption.FramesDigest)) ? $"{track.Path}: no such encryption"
        : !IsDigest(track.Boxes) || !IsDigest(track.FramesDigest) || !IsDigest(track.IndexDigest) ? $"{track.Path}: no SHA-256 in lower-case hex"
        : track.Timing is { Timescale: > 0, First: > -LargestTime and < LargestTime, Duration: > 0 and < LargestTime } ? null
        : $"{track.Path}: absurd timing";

    private static bool IsWrong(ProvenFile file) => !PackagePath.IsValid(file.Path) || file.Size < 0 || (file.Digest is { } digest && !IsDigest(digest));

    private static string? FindMistake(ProofSync sync) =>
        sync.Base is >= 0 and <= LargestBase && Rational.TryParse(sync.DecodeLead, out _) ? null : "sync: absurd base or lead";

    private static string? FindDouble(PackageProof proof) =>
        PathsOf(proof).GroupBy(path => path).FirstOrDefault(path => path.Count() > 1)?.Key is { } path ? $"'{path}' is there twice" : null;

    /// <summary>Of all files that a proof is about.</summary>
    public static IEnumerable<string> PathsOf(PackageProof proof) =>
        proof.Tracks.SelectMany(proven => (string[])[proven.Track.Path, proven.Track.Index, proven.Track.Sidecar]).Concat(proof.Files.Select(file => file.Path));

    private static bool IsDigest(string text) => text.Length == DigestLength && !text.AsSpan().ContainsAnyExcept(Hex);
}

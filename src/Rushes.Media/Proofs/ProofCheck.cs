using System.Buffers;
using Rushes.Media.Timing;

namespace Rushes.Media.Proofs;

/// <summary>Whether a proof that was read says what a proof must.</summary>
internal static class ProofCheck
{
    private const int DigestLength = 64;
    private const long LargestBase = 1 << 20;
    private const long LargestSize = 1L << 45;
    private const double HighestVmaf = 100;
    private const int MostSegments = 1 << 17;
    private const long LargestTime = long.MaxValue / 4;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The first mistake; null when there is none.</summary>
    public static string? FindMistake(PackageProof? proof)
    {
        if (proof is not { Version: 1 })
        {
            return proof is null ? "is empty" : $"version {proof.Version} is not known here";
        }

        return HasHole(proof) ? "a list has nothing in one of its places" : FindMistake(proof, new ProofContents(proof));
    }

    private static string? FindMistake(PackageProof proof, ProofContents contents) =>
        ProofContents.TracksOf(proof).Select(FindMistake).FirstOrDefault(mistake => mistake is not null)
        ?? FindDouble(contents)
        ?? proof.Movies.Select(movie => FindMistake(movie, contents)).FirstOrDefault(mistake => mistake is not null)
        ?? proof.Files.Select(file => IsFile(file.Path, file.Size, file.Digest) ? null : $"'{file.Path}': no such path, size or digest can be").FirstOrDefault(mistake => mistake is not null)
        ?? FindMistake(proof.Sync);

    // A list of JSON may have null where the type has none.
    private static bool HasHole(PackageProof proof) =>
        ProofContents.TracksOf(proof).Any(track => track is null || track.Chunks.Contains(null!) || track.Segments.Contains(null!))
        || proof.Movies.Any(movie => movie is null || movie.Tracks.Contains(null!))
        || proof.Files.Contains(null!) || proof.Sources.Contains(null!) || proof.Tools.Contains(null!) || proof.Sync.Tracks.Contains(null!);

    private static string? FindMistake(ProvenTrack track) =>
        !IsFile(track.Path, track.Size, track.Boxes) || track.Size == 0 || track.Frames <= 0 ? $"{track.Path}: {track.Frames} frames in {track.Size} bytes"
        : !PackagePath.IsValid(track.Index) || track.Index == track.Sidecar ? $"track '{track.Name}': no path of a package"
        : track.Quality is { } quality && !IsRight(quality, track.Frames) ? $"{track.Path}: no such quality"
        : track.Encryption is { } encryption && !IsRight(encryption) ? $"{track.Path}: no such encryption"
        : !IsDigest(track.FramesDigest) || !IsDigest(track.IndexDigest) ? $"{track.Path}: no SHA-256 in lower-case hex"
        : track.Segments.Count > MostSegments || track.Segments.Any(segment => !IsFile(segment.Path, segment.Size, segment.Boxes)) || track.TotalSize > LargestSize ? $"{track.Path}: no such segments can be"
        : track.Timing is { Timescale: > 0, First: > -LargestTime and < LargestTime, Duration: > 0 and < LargestTime } ? null
        : $"{track.Path}: absurd timing";

    private static string? FindMistake(ProvenMovie movie, ProofContents contents) =>
        !IsFile(movie.Path, movie.Size, movie.Boxes) ? $"'{movie.Path}': no such path, size or digest can be"
        : movie.Tracks.Any(index => contents.FindTrack(index) is null) || movie.Tracks.Distinct().Count() != movie.Tracks.Count ? $"{movie.Path}: not its tracks"
        : contents.TracksIn(movie).Any(track => track.Segments.Count > 0 || track.Encryption is not null)
            || contents.TracksIn(movie).Select(track => track.Index).Except(movie.Tracks).Any() ? $"{movie.Path}: not the file of its tracks"
        : null;

    private static bool IsFile(string path, long size, string digest) => PackagePath.IsValid(path) && size is >= 0 and <= LargestSize && IsDigest(digest);

    private static bool IsRight(ProvenEncryption encryption) =>
        encryption.Scheme is "cbcs" or "cenc" && IsDigest(encryption.FramesDigest) && PackagePath.IsValid(encryption.Sidecar);

    private static bool IsRight(ProvenQuality quality, int frames) =>
        quality is { Mean: >= 0 and <= HighestVmaf, P5: >= 0 and <= HighestVmaf, Error: null or (> 0 and < double.PositiveInfinity) } && quality.Measured > 0 && quality.Measured <= frames;

    private static string? FindMistake(ProofSync sync) =>
        sync.Base is >= 0 and <= LargestBase && Rational.TryParse(sync.DecodeLead, out _) ? null : "sync: absurd base or lead";

    private static string? FindDouble(ProofContents contents) =>
        contents.Paths.GroupBy(path => path).FirstOrDefault(path => path.Count() > 1)?.Key is { } path ? $"'{path}' is there twice" : null;

    private static bool IsDigest(string text) => text.Length == DigestLength && !text.AsSpan().ContainsAnyExcept(Hex);
}

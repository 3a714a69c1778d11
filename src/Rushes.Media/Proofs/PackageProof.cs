using Rushes.Media.Isobmff;

namespace Rushes.Media.Proofs;

/// <summary>
/// What a package was made from and what it must hold: <c>proof.json</c> (docs/proof.md). Every value follows from the source,
/// the request and the builds of the tools, so two machines write the same bytes. Names are promised to users: add, never
/// rename. Digests are SHA-256 in lower-case hex, sizes bytes, paths relative to the package with forward slashes.
/// </summary>
public sealed record PackageProof
{
    /// <summary>Where it lies in a package.</summary>
    public const string FileName = "proof.json";

    public int Version { get; init; } = 1;

    public required IReadOnlyList<ProofSource> Sources { get; init; }

    /// <summary>Pictures, in the order of the ladder.</summary>
    public required IReadOnlyList<ProvenTrack> Renditions { get; init; }

    public required IReadOnlyList<ProvenTrack> Audio { get; init; }

    /// <summary>MP4 and QuickTime files: several tracks in one file each.</summary>
    public IReadOnlyList<ProvenMovie> Movies { get => field ?? []; init; }

    /// <summary>Key frames of renditions as tracks of their own, for DASH players that run fast.</summary>
    public IReadOnlyList<ProvenTrack> TrickPlay { get => field ?? []; init; }

    /// <summary>All small files that are no part of a track: playlists, manifests, text; sorted by path.</summary>
    public required IReadOnlyList<ProvenFile> Files { get; init; }

    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<ProofTool> Tools { get; init; }

    public required ProofSync Sync { get; init; }

    /// <summary>All tracks, in the order of the proof.</summary>
    internal IEnumerable<(ProvenTrack Track, TrackKind Kind)> Tracks =>
        [.. Renditions.Select(track => (track, TrackKind.Video)), .. Audio.Select(track => (track, TrackKind.Audio)), .. TrickPlay.Select(track => (track, TrackKind.Video))];
}

/// <summary>A mezzanine, or a file that was encoded elsewhere: of that the size alone. Its name and place are not part of what was made of it.</summary>
public sealed record ProofSource(long Size, string? Digest = null, long? Frames = null, ProofDuration? Duration = null);

/// <summary>Exact seconds: ticks over timescale.</summary>
public sealed record ProofDuration(long Ticks, long Timescale);

/// <summary>A file that is no track.</summary>
public sealed record ProvenFile(string Path, long Size, string Digest);

/// <param name="Name">Of the tool.</param>
/// <param name="Version">As it says of itself.</param>
/// <param name="Digest">Of its executable.</param>
public sealed record ProofTool(string Name, string Version, string Digest);

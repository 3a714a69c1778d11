namespace Rushes.Media.Proofs;

/// <summary>A file with several tracks. Its frames are those of tracks that the proof has, so their digests hold here too.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Size">Of the file.</param>
/// <param name="Boxes">Digest of all bytes of the file that are not frames of picture or sound, in its order.</param>
/// <param name="Tracks">Their indexes (<see cref="ProvenTrack.Index"/>), in the order of the file; empty: the frames were copied, and nobody read them.</param>
public sealed record ProvenMovie(string Path, long Size, string Boxes, IReadOnlyList<string> Tracks);

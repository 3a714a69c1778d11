namespace Rushes.Media.Indexing;

/// <summary>A file that holds a run of a track's frames.</summary>
/// <param name="Uri">Relative to the index, or absolute.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-256 of the file; empty where the digests of its frames vouch for it.</param>
/// <param name="FirstFrame">Number of its first frame; decode and presentation order agree at chunk borders.</param>
/// <param name="Count">Frames; at least one.</param>
public sealed record IndexedChunk(string Uri, long Size, ReadOnlyMemory<byte> Digest, int FirstFrame, int Count);

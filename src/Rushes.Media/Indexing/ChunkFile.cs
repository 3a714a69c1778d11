using Rushes.Media.Isobmff;

namespace Rushes.Media.Indexing;

/// <summary>A file that an encoder wrote, and what it is meant to be.</summary>
/// <param name="Number">Which chunk of the video it is, counted from 0.</param>
/// <param name="Uri">Relative to the index, or absolute.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-256 of the file.</param>
/// <param name="File">Its headers.</param>
public sealed record ChunkFile(int Number, string Uri, long Size, ReadOnlyMemory<byte> Digest, FragmentedFile File);

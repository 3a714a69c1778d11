namespace Rushes.Media.Indexing;

/// <summary>A frame that was read.</summary>
/// <param name="Number">In decode order, from 0.</param>
/// <param name="Bytes">Valid until the next frame is asked for.</param>
public readonly record struct IndexedFrame(int Number, ReadOnlyMemory<byte> Bytes);

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>Samples of one track that lie side by side in the file: a chunk of <c>stco</c> (ISO/IEC 14496-12 §8.7.5).</summary>
/// <param name="Track">Position among the tracks.</param>
/// <param name="From">First sample.</param>
/// <param name="To">Behind the last sample.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct InterleavedRun(int Track, int From, int To, long Size);

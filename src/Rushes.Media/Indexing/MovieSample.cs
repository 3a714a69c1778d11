namespace Rushes.Media.Indexing;

/// <summary>A sample of a file on its way into an index.</summary>
/// <param name="Offset">In the file.</param>
/// <param name="Size">Bytes, at least one.</param>
/// <param name="Time">When it is shown, ticks of the track.</param>
/// <param name="Duration">Ticks.</param>
/// <param name="IsKey">A decoder can start here.</param>
internal readonly record struct MovieSample(long Offset, int Size, long Time, long Duration, bool IsKey);

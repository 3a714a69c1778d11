namespace Rushes.Media.Isobmff;

/// <summary>Where the bytes of samples come from: ranged reads of the chunks of an index.</summary>
public interface ISampleSource
{
    /// <summary>Fills <paramref name="destination"/> wholly from a chunk, or throws.</summary>
    /// <param name="chunk">Position in the index's chunks; writers never go back.</param>
    /// <param name="offset">In the chunk, bytes.</param>
    /// <param name="destination">At most 1 MiB.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    ValueTask ReadAsync(int chunk, long offset, Memory<byte> destination, CancellationToken cancellationToken);
}

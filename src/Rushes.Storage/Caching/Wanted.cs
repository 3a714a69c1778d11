namespace Rushes.Storage.Caching;

/// <summary>What somebody wants of a cache.</summary>
/// <param name="Name">Of the file that it is or becomes.</param>
/// <param name="Uri">Where it can be fetched.</param>
/// <param name="Digest">SHA-256; empty when not known.</param>
/// <param name="Size">Bytes, where there is no digest.</param>
internal sealed record Wanted(string Name, string Uri, ReadOnlyMemory<byte> Digest, long? Size)
{
    public bool Fits(ReadOnlySpan<byte> digest) => Digest.IsEmpty || Digest.Span.SequenceEqual(digest);
}

using System.Collections.Concurrent;
using Rushes.Media.Indexing;
using Rushes.Storage;
using Rushes.Storage.Composing;

namespace Rushes.Packaging.Tests.Terabyte;

/// <summary>
/// A store like that of a cloud: it copies ranges itself and has no local files. It makes the bytes of a title's chunks, keeps small
/// objects in memory, and of those that are composed only which pieces they are of.
/// </summary>
internal sealed class SyntheticStore : IObjectStore
{
    public const string Root = "made://title/";

    /// <summary>Bytes of an index or digests of the longest title; no media fit.</summary>
    private const int LargestObject = 16 << 20;

    private readonly Dictionary<string, (int Number, long Size)> _chunks = [];
    private readonly ConcurrentDictionary<string, byte[]> _objects = [];
    private long _bytesRead;

    /// <param name="tracks">Indexes of the title, their chunks named relative to the root of the store.</param>
    public SyntheticStore(IReadOnlyList<FrameIndex> tracks)
    {
        foreach (var track in tracks)
        {
            foreach (var (number, chunk) in track.Chunks.Index())
            {
                _chunks.Add(Root + chunk.Uri, (number, chunk.Size));
            }
        }
    }

    /// <summary>Of media, so far.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>What was composed, by URI.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<ObjectPiece>> Composed { get; } = [];

    public StoreCapabilities Capabilities => StoreCapabilities.PartCopy;

    public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken) => Task.FromResult<Stream>(
        _chunks.TryGetValue(uri, out var chunk)
            ? new GeneratedStream(chunk.Number, chunk.Size, count => Interlocked.Add(ref _bytesRead, count))
            : new MemoryStream(Bytes(uri), writable: false));

    public Task<ObjectVersion?> FindAsync(string uri, CancellationToken cancellationToken) =>
        Task.FromResult(_objects.TryGetValue(uri, out var bytes) ? new ObjectVersion(bytes.Length, "1") : null);

    public async Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        Assert.InRange(bytes.Length, 0, LargestObject);
        _objects[GetUri(key)] = bytes.ToArray();
        return GetUri(key);
    }

    public async Task<ComposedObject> ComposeAsync(string key, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        var kept = new List<ObjectPiece>();
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            kept.Add(piece.Uri is null ? ObjectPiece.Of(piece.Bytes.ToArray()) : piece);
        }

        Assert.Equal(size, kept.Sum(piece => piece.Length));
        Assert.True(Composed.TryAdd(GetUri(key), kept));
        var streamed = kept.Where(piece => piece.Uri is null).Sum(piece => piece.Length);
        return new ComposedObject(GetUri(key), streamed, size - streamed);
    }

    /// <summary>Of an object that was put.</summary>
    public byte[] Bytes(string uri) => _objects.TryGetValue(uri, out var bytes) ? bytes : throw new FileNotFoundException($"There is no object {uri}.", uri);

    /// <summary>The chunk of a track with this URI.</summary>
    public int ChunkOf(string uri) => _chunks[uri].Number;

    public Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{key} has been a local file.");

    public Task<string> CopyAsync(string uri, string key, CancellationToken cancellationToken) => throw new NotSupportedException($"{uri} has been copied.");

    public string GetUri(string key) => Root + key;

    public string? TryGetLocalPath(string uri) => null;

    public bool Owns(string uri) => uri.StartsWith(Root, StringComparison.Ordinal);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken) =>
        _objects.Keys.Select(uri => uri[Root.Length..]).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToAsyncEnumerable();

    public Task DeleteAsync(string prefix, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);
}

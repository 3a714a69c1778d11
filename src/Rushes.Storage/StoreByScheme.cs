using Rushes.Storage.Composing;

namespace Rushes.Storage;

/// <summary>
/// A store that reads what lies elsewhere, too: objects of S3 beside local files. What is written is its own.
/// </summary>
/// <param name="own">Takes what is written, and reads all URIs that no other store reads.</param>
/// <param name="others">By the beginning of the URIs that they read: "s3://".</param>
public sealed class StoreByScheme(IObjectStore own, IReadOnlyDictionary<string, IObjectStore> others) : IObjectStore
{
    /// <inheritdoc/>
    public StoreCapabilities Capabilities => own.Capabilities;

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken) => Of(uri).OpenReadAsync(uri, cancellationToken);

    /// <inheritdoc/>
    public Task<ObjectVersion?> FindAsync(string uri, CancellationToken cancellationToken) => Of(uri).FindAsync(uri, cancellationToken);

    /// <inheritdoc/>
    public Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken) => own.PutAsync(key, content, cancellationToken);

    /// <inheritdoc/>
    public Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken) => own.AdoptAsync(key, localPath, cancellationToken);

    /// <inheritdoc/>
    public Task<ComposedObject> ComposeAsync(string key, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken) =>
        own.ComposeAsync(key, pieces.Select(Placed), size, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> CopyAsync(string uri, string key, CancellationToken cancellationToken)
    {
        var store = Of(uri);
        if (store == own)
        {
            return await own.CopyAsync(uri, key, cancellationToken);
        }

        await using var content = await store.OpenReadAsync(uri, cancellationToken);
        return await own.PutAsync(key, content, cancellationToken);
    }

    /// <inheritdoc/>
    public string GetUri(string key) => own.GetUri(key);

    /// <inheritdoc/>
    public string? TryGetLocalPath(string uri) => Of(uri).TryGetLocalPath(uri);

    /// <inheritdoc/>
    public bool Owns(string uri) => Of(uri) == own && own.Owns(uri);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken) => own.ListAsync(prefix, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string prefix, CancellationToken cancellationToken) => own.DeleteAsync(prefix, cancellationToken);

    /// <inheritdoc/>
    public Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken) => own.RemoveUnfinishedAsync(before, cancellationToken);

    private ObjectPiece Placed(ObjectPiece piece) => piece.Uri is { } uri && Of(uri) is var store && store != own ? piece.In(store) : piece;

    private IObjectStore Of(string uri)
    {
        foreach (var (beginning, store) in others)
        {
            if (uri.StartsWith(beginning, StringComparison.Ordinal))
            {
                return store;
            }
        }

        return own;
    }
}

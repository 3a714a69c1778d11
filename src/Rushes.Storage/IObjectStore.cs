namespace Rushes.Storage;

/// <summary>
/// Immutable objects by URI. An object appears whole or not at all; writing a key again with the same bytes is harmless.
/// </summary>
public interface IObjectStore
{
    /// <summary>The object's bytes, seekable. The caller disposes the stream.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken);

    /// <summary>The whole object from a stream, under <paramref name="key"/> of this store. Returns its URI.</summary>
    Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>A finished local file becomes the object, moved where that costs no copy. Returns its URI.</summary>
    Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken);

    /// <summary>The URI of the object with this key, whether or not there is one.</summary>
    string GetUri(string key);

    /// <summary>The object as a local file when this store has it as one; else null.</summary>
    string? TryGetLocalPath(string uri);

    /// <summary>Whether the object was put or adopted here, and is no file of somebody else's that may be read.</summary>
    bool Owns(string uri);

    /// <summary>Keys below a prefix, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes every object below a prefix.</summary>
    Task DeleteAsync(string prefix, CancellationToken cancellationToken);
}

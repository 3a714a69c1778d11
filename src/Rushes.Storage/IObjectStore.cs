using Rushes.Storage.Composing;

namespace Rushes.Storage;

/// <summary>
/// Immutable objects by URI. An object appears whole or not at all; writing a key again with the same bytes is harmless.
/// Safe for many at once. Every call that waits for a machine has a time limit and may be cancelled; what may heal has been
/// tried again when it is reported.
/// </summary>
/// <remarks>
/// Every method: <see cref="ArgumentException"/> for what cannot be a key, <see cref="UnauthorizedAccessException"/> for a
/// URI outside of the store that nobody has allowed, <see cref="FileNotFoundException"/> where an object is missing,
/// <see cref="StoreException"/> for a store that is out of reach, refuses us, or is full, and other
/// <see cref="IOException"/>s of the local disk.
/// </remarks>
public interface IObjectStore
{
    /// <summary>What this store can do that not every store can.</summary>
    StoreCapabilities Capabilities { get; }

    /// <summary>
    /// The object's bytes, seekable. The caller disposes the stream. All of them are of one version of the object: where it
    /// changes meanwhile, reading ends with <see cref="StoreTrouble.Changed"/>, or goes on in the old version.
    /// </summary>
    Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken);

    /// <summary>The object as it is now. Null: there is none.</summary>
    Task<ObjectVersion?> FindAsync(string uri, CancellationToken cancellationToken);

    /// <summary>
    /// The whole object from a stream, under <paramref name="key"/> of this store. Parts are sent while the stream is read;
    /// memory is bounded whatever the length. Returns its URI.
    /// </summary>
    Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>A finished local file becomes the object, moved where that costs no copy. Returns its URI.</summary>
    Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken);

    /// <summary>
    /// An object of pieces, under <paramref name="key"/> of this store. Ranges of its own objects and of those that it may read
    /// are copied where they lie, as far as they are long enough; all else passes through us, in bounded memory.
    /// </summary>
    /// <param name="key">Of the object.</param>
    /// <param name="pieces">From front to back, asked for as they are written. The objects that they are ranges of do not change meanwhile.</param>
    /// <param name="size">Bytes of all pieces together.</param>
    /// <param name="cancellationToken">Ends it; then there is no object, nor a part of one.</param>
    /// <exception cref="ArgumentException">The pieces have another size.</exception>
    /// <exception cref="StoreException">A range is not in its object, or the object has changed meanwhile (<see cref="StoreTrouble.Changed"/>).</exception>
    Task<ComposedObject> ComposeAsync(string key, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken);

    /// <summary>Another object of this store, or one that may be read, under a key. Returns the new URI.</summary>
    Task<string> CopyAsync(string uri, string key, CancellationToken cancellationToken);

    /// <summary>The URI of the object with this key, whether or not there is one.</summary>
    string GetUri(string key);

    /// <summary>The object as a local file when this store has it as one; else null.</summary>
    string? TryGetLocalPath(string uri);

    /// <summary>Whether the object was put or adopted here, and is no file of somebody else's that may be read.</summary>
    bool Owns(string uri);

    /// <summary>Keys below a prefix, in ordinal order, read in pages.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes every object below a prefix.</summary>
    Task DeleteAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what writes have left behind that were begun before a time and never finished. It was never visible as an
    /// object. Returns how many they were.
    /// </summary>
    Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

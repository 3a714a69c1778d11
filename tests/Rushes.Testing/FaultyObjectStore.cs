using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Rushes.Storage;
using Rushes.Storage.Composing;

namespace Rushes.Testing;

/// <summary>Any store, made worse: a test says what fails, how slow it is, where streams break off, and what is not seen yet.</summary>
public sealed class FaultyObjectStore(IObjectStore inner, TimeProvider time) : IObjectStore
{
    private readonly ConcurrentQueue<(StoreCall Call, string What)> _calls = [];
    private readonly ConcurrentDictionary<string, bool> _unseen = [];

    /// <summary>What was called, in order, with the key, URI or prefix that was given.</summary>
    public IReadOnlyCollection<(StoreCall Call, string What)> Calls => _calls;

    /// <summary>Asked before each call: what to throw instead. Null: nothing.</summary>
    public Func<StoreCall, string, Exception?> Fails { get; set; } = (_, _) => null;

    /// <summary>Each call waits for so long, by the clock of the test.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>Streams that are opened to be read break off after so many bytes, and those that are put too. Null: never.</summary>
    public long? CutAfter { get; set; }

    /// <summary>The stream that was opened last; null: none was.</summary>
    public WatchedStream? LastOpened { get; private set; }

    /// <summary>What is written from now on is not seen by readers and listings until this is false again.</summary>
    public bool Stale { get; set; }

    /// <summary>Whether objects may be used as the files that they are; else everything has to be fetched.</summary>
    public bool ShowsLocalFiles { get; set; } = true;

    public StoreCapabilities Capabilities => ShowsLocalFiles ? inner.Capabilities : inner.Capabilities & ~StoreCapabilities.LocalFiles;

    public async Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.OpenRead, uri, cancellationToken);
        if (IsUnseen(uri))
            throw new FileNotFoundException($"There is no object {uri} yet.", uri);
        var stream = await inner.OpenReadAsync(uri, cancellationToken);
        return LastOpened = new WatchedStream(CutAfter is { } after ? new CutStream(stream, after) : stream);
    }

    public async Task<ObjectVersion?> FindAsync(string uri, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Find, uri, cancellationToken);
        return IsUnseen(uri) ? null : await inner.FindAsync(uri, cancellationToken);
    }

    public async Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Put, key, cancellationToken);
        Wrote(key);
        return await inner.PutAsync(key, CutAfter is { } after ? new CutStream(content, after) : content, cancellationToken);
    }

    public async Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Adopt, key, cancellationToken);
        Wrote(key);
        return await inner.AdoptAsync(key, localPath, cancellationToken);
    }

    public async Task<string> CopyAsync(string uri, string key, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Copy, uri, cancellationToken);
        Wrote(key);
        return await inner.CopyAsync(uri, key, cancellationToken);
    }

    public async Task<ComposedObject> ComposeAsync(
        string key, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Compose, key, cancellationToken);
        Wrote(key);
        return await inner.ComposeAsync(key, pieces, size, cancellationToken);
    }

    public string GetUri(string key) => inner.GetUri(key);

    public string? TryGetLocalPath(string uri) => inner.TryGetLocalPath(uri) is { } path && ShowsLocalFiles ? path : null;

    public bool Owns(string uri) => inner.Owns(uri);

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.List, prefix, cancellationToken);
        await foreach (var key in inner.ListAsync(prefix, cancellationToken))
        {
            if (!IsUnseen(inner.GetUri(key)))
                yield return key;
        }
    }

    public async Task DeleteAsync(string prefix, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Delete, prefix, cancellationToken);
        await inner.DeleteAsync(prefix, cancellationToken);
    }

    public async Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.RemoveUnfinished, "", cancellationToken);
        return await inner.RemoveUnfinishedAsync(before, cancellationToken);
    }

    private async Task BeginAsync(StoreCall call, string what, CancellationToken cancellationToken)
    {
        _calls.Enqueue((call, what));
        if (Slowness > TimeSpan.Zero)
            await Task.Delay(Slowness, time, cancellationToken);
        if (Fails(call, what) is { } failure)
            throw failure;
    }

    private void Wrote(string key)
    {
        if (Stale)
            _unseen[inner.GetUri(key)] = true;
    }

    private bool IsUnseen(string uri) => Stale && _unseen.ContainsKey(uri);
}

using System.Security.Cryptography;
using System.Text;

namespace Rushes.Storage.Caching;

/// <summary>
/// Objects of a store as local files, each fetched once however many ask for it at once. What is in use stays; of the rest
/// the longest unused goes when a new one needs the room. Survives a restart. One process at a time uses a folder.
/// </summary>
/// <remarks>
/// The limit bounds what is kept, not what is in use: work that needs more at once goes on, and the excess goes with it. An
/// object with a digest is known by it, and checked against it when it is fetched and when it is first used after a restart;
/// without one it is known by the version that the store says it is.
/// </remarks>
/// <param name="store">Where the objects are.</param>
/// <param name="folder">Made when absent. What an earlier process left there whole is used.</param>
/// <param name="limit">Bytes kept.</param>
/// <param name="time">The clock that files are marked by.</param>
public sealed class ObjectCache(IObjectStore store, string folder, long limit, TimeProvider time)
{
    private readonly CacheFolder _files = new(folder, time);
    private readonly Lock _lock = new();
    private Dictionary<string, CacheEntry>? _entries;
    private long _uses;

    /// <summary>What a process that has died was just fetching into the folder goes. No process may be using it.</summary>
    public static void RemoveUnfinished(string folder) => CacheFolder.RemoveUnfinished(folder);

    /// <summary>The object as a local file, until the result is disposed. Nobody may change it.</summary>
    /// <param name="uri">Of the store.</param>
    /// <param name="digest">SHA-256; empty when not known.</param>
    /// <param name="cancellationToken">Ends the waiting, and the fetching when nobody else waits for it.</param>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    /// <exception cref="StoreException">The store is out of reach or refuses us, or the object is not what the digest says.</exception>
    public async Task<CachedObject> OpenAsync(string uri, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        var entry = Pin(await WantAsync(uri, digest, cancellationToken));
        try
        {
            await entry.Fetched!.WaitAsync(cancellationToken);
            _files.Touch(entry.Name);
            return new CachedObject(_files.PathOf(entry.Name), () => Unpin(entry));
        }
        catch
        {
            Unpin(entry);
            throw;
        }
    }

    /// <summary>The same bytes have the same name where a digest tells, whatever their URI.</summary>
    private async Task<Wanted> WantAsync(string uri, ReadOnlyMemory<byte> digest, CancellationToken cancellationToken)
    {
        if (!digest.IsEmpty)
        {
            return new Wanted(Convert.ToHexStringLower(digest.Span), uri, digest, null);
        }

        var version = await store.FindAsync(uri, cancellationToken) ?? throw new FileNotFoundException($"There is no object {uri}.", uri);
        var name = "version-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{uri}\n{version.Tag}\n{version.Size}")));
        return new Wanted(name, uri, digest, version.Size);
    }

    private CacheEntry Pin(Wanted wanted)
    {
        lock (_lock)
        {
            _entries ??= _files.Open().ToDictionary(left => left.Name, StringComparer.Ordinal);
            if (!_entries.TryGetValue(wanted.Name, out var entry))
            {
                _entries.Add(wanted.Name, entry = new CacheEntry(wanted.Name));
            }

            entry.Users++;
            entry.Fetched ??= Task.Run(() => FetchAsync(entry, wanted), CancellationToken.None);
            return entry;
        }
    }

    private void Unpin(CacheEntry entry)
    {
        lock (_lock)
        {
            entry.LastUse = ++_uses;
            if (--entry.Users == 0 && !entry.IsIdle)
            {
                Forget(entry);
                entry.Stop();
            }

            MakeRoom();
        }
    }

    private async Task FetchAsync(CacheEntry entry, Wanted wanted)
    {
        try
        {
            if (entry.Size > 0 && await _files.IsWholeAsync(wanted, entry.Stopped))
            {
                return;
            }

            await using var source = await store.OpenReadAsync(wanted.Uri, entry.Stopped);
            lock (_lock)
            {
                entry.Size = source.Length;
                MakeRoom();
            }

            var written = await _files.WriteAsync(source, entry.Stopped);
            Keep(entry, written, wanted.Fits(written.Digest) ? null : new StoreException(
                StoreTrouble.Changed, $"{wanted.Uri} is not what was written: its digest is another.", "Check the disks of the store, and make the object anew."));
        }
        catch
        {
            lock (_lock)
            {
                Forget(entry);
            }

            throw;
        }
    }

    /// <summary>Unless the file is wrong, or nobody waits for it any more and another is perhaps being fetched in its place.</summary>
    private void Keep(CacheEntry entry, CacheFolder.Written written, StoreException? wrong)
    {
        lock (_lock)
        {
            var wanted = wrong is null && _entries!.GetValueOrDefault(entry.Name) == entry;
            _files.Finish(written, wanted ? entry.Name : null);
        }

        if (wrong is not null)
        {
            throw wrong;
        }
    }

    /// <summary>The next who asks begins anew.</summary>
    private void Forget(CacheEntry entry)
    {
        if (_entries!.TryGetValue(entry.Name, out var current) && current == entry)
        {
            _entries.Remove(entry.Name);
        }
    }

    private void MakeRoom()
    {
        var excess = _entries!.Values.Sum(entry => entry.Size) - limit;
        while (excess > 0 && _entries.Values.Where(entry => entry.IsIdle).MinBy(entry => entry.LastUse) is { } entry)
        {
            _entries.Remove(entry.Name);
            _files.Remove(entry.Name);
            entry.Dispose();
            excess -= entry.Size;
        }
    }
}

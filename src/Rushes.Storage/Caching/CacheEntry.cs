namespace Rushes.Storage.Caching;

/// <summary>A file of the cache, there or on its way. Changed under the lock of the cache only.</summary>
/// <param name="name">Of the file.</param>
internal sealed class CacheEntry(string name) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public string Name => name;

    /// <summary>Bytes; of one on its way, those it will have, once that is known.</summary>
    public long Size { get; set; }

    /// <summary>Counts up with each use.</summary>
    public long LastUse { get; set; }

    /// <summary>How many use it or wait for it.</summary>
    public int Users { get; set; }

    /// <summary>Ends when the file is there. Null: nobody has asked since the start.</summary>
    public Task? Fetched { get; set; }

    /// <summary>Cancelled when nobody waits any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Whether it may make room for another.</summary>
    public bool IsIdle => Users == 0 && Fetched is null or { IsCompletedSuccessfully: true };

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}

namespace Rushes.Storage.Caching;

/// <summary>An object that stays a local file until this is disposed.</summary>
public sealed class CachedObject : IDisposable
{
    private Action? _release;

    internal CachedObject(string path, Action release) => (Path, _release) = (path, release);

    public string Path { get; }

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}

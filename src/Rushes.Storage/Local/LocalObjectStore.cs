using System.Globalization;
using System.Runtime.CompilerServices;
using Rushes.Storage.Composing;

namespace Rushes.Storage.Local;

/// <summary>
/// Objects as files below a root folder; the URI is the file's. A file is written under a temporary name, flushed,
/// renamed to its key, and the folder flushed: it is there whole, also after a power cut, or not at all. Files outside
/// the root can be read only when they are on the list given at the start, because a URI may come from a request.
/// </summary>
public sealed class LocalObjectStore : IObjectStore
{
    private const int BufferBytes = 1 << 20;
    private const string Scheme = "file://";

    private readonly string _root;
    private readonly IReadOnlyList<string> _readable;

    /// <param name="root">Made when absent.</param>
    /// <param name="readable">Files outside the root that may be read too, as paths or URIs; with a slash at the end, all that lies below.</param>
    public LocalObjectStore(string root, IEnumerable<string> readable)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        _readable = [.. readable.Select(FullPath)];
        DurableFiles.CreateFolder(_root);
    }

    public StoreCapabilities Capabilities => StoreCapabilities.LocalFiles | StoreCapabilities.PartCopy;

    private static EnumerationOptions Everything => new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The URI of a local file, whatever characters are in its name.</summary>
    public static string UriOf(string path) =>
        Scheme + string.Join('/', Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));

    /// <exception cref="UnauthorizedAccessException">The URI lies outside of the store.</exception>
    public Task<Stream> OpenReadAsync(string uri, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = LocalPath(uri);
        try
        {
            return Task.FromResult<Stream>(new LocalReadStream(path));
        }
        catch (Exception missing) when (missing is DirectoryNotFoundException or FileNotFoundException)
        {
            CheckRoot();
            throw new FileNotFoundException($"There is no object {uri}.", path, missing);
        }
    }

    /// <exception cref="UnauthorizedAccessException">The URI lies outside of the store.</exception>
    public Task<ObjectVersion?> FindAsync(string uri, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = new FileInfo(LocalPath(uri));
        return Task.FromResult(file.Exists
            ? new ObjectVersion(file.Length, file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture))
            : null);
    }

    public async Task<string> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        CheckRoot();
        await UnfinishedFile.WriteAsync(path, file => content.CopyToAsync(file, BufferBytes, cancellationToken), cancellationToken);
        return UriOf(path);
    }

    public async Task<ComposedObject> ComposeAsync(
        string key, IAsyncEnumerable<ObjectPiece> pieces, long size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var path = PathOf(key);
        CheckRoot();
        await using var composition = new LocalComposition(this);
        await UnfinishedFile.WriteAsync(path, file => composition.WriteAsync(pieces, size, file.SafeFileHandle, cancellationToken), cancellationToken);
        return new ComposedObject(UriOf(path), composition.Streamed, composition.Copied);
    }

    /// <summary>The file is expected to be flushed already; a rename on one file system keeps its bytes where they are.</summary>
    public async Task<string> AdoptAsync(string key, string localPath, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        CheckRoot();
        DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
        if (DurableFiles.TryRename(localPath, path))
        {
            return UriOf(path);
        }

        await using var content = new FileStream(localPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true);
        var uri = await PutAsync(key, content, cancellationToken);
        File.Delete(localPath);
        return uri;
    }

    public async Task<string> CopyAsync(string uri, string key, CancellationToken cancellationToken)
    {
        var source = await FindAsync(uri, cancellationToken) ?? throw new FileNotFoundException($"There is no object {uri}.", uri);
        var whole = new[] { ObjectPiece.Of(uri, 0, source.Size) }.ToAsyncEnumerable();
        return (await ComposeAsync(key, whole, source.Size, cancellationToken)).Uri;
    }

    public string GetUri(string key) => UriOf(PathOf(key));

    /// <exception cref="UnauthorizedAccessException">The URI lies outside of the store.</exception>
    public string? TryGetLocalPath(string uri) => LocalPath(uri) is var path && File.Exists(path) ? path : null;

    /// <exception cref="UnauthorizedAccessException">The URI lies outside of the store.</exception>
    public bool Owns(string uri) => IsBelowRoot(LocalPath(uri));

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var key in Keys(ObjectKey.CheckPrefix(prefix)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key;
        }

        await Task.CompletedTask;
    }

    public Task DeleteAsync(string prefix, CancellationToken cancellationToken)
    {
        foreach (var key in Keys(ObjectKey.CheckPrefix(prefix)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = PathOf(key);
            File.Delete(path);
            RemoveEmptyFolders(Path.GetDirectoryName(path)!, prefix);
        }

        return Task.CompletedTask;
    }

    public Task<int> RemoveUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(_root, TemporaryName.Prefix + "*", Everything))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                File.Delete(path);
                removed++;
            }
        }

        return Task.FromResult(removed);
    }

    /// <summary>It was there at the start. Made anew it would lie where its file system is not.</summary>
    private void CheckRoot()
    {
        if (!Directory.Exists(_root))
        {
            throw new StoreException(StoreTrouble.Unreachable, $"The folder {_root} is gone.", "See whether its file system is mounted.");
        }
    }

    private string PathOf(string key) => Path.Combine(_root, ObjectKey.Check(key));

    private string LocalPath(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || !parsed.IsFile || parsed.Host.Length > 0 || parsed.LocalPath.Contains('\0'))
        {
            throw new UnauthorizedAccessException($"{uri} is not a file of this store.");
        }

        var path = Path.GetFullPath(parsed.LocalPath);
        return IsBelowRoot(path) || _readable.Any(allowed => path == allowed || (allowed.EndsWith(Path.DirectorySeparatorChar) && path.StartsWith(allowed, StringComparison.Ordinal)))
            ? path
            : throw new UnauthorizedAccessException($"{uri} lies outside of the store, and nobody has allowed it.");
    }

    private static string FullPath(string text) => Path.GetFullPath(text.StartsWith(Scheme, StringComparison.Ordinal) ? new Uri(text).LocalPath : text);

    private bool IsBelowRoot(string path) => path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private List<string> Keys(string prefix)
    {
        var folder = Path.Combine(_root, prefix[..(prefix.LastIndexOf('/') + 1)]);
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*", Everything)
                .Where(path => !TemporaryName.IsOne(path))
                .Select(path => Path.GetRelativePath(_root, path))
                .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
    }

    /// <summary>Only below the prefix: in others somebody may be about to write.</summary>
    private void RemoveEmptyFolders(string folder, string prefix)
    {
        while (folder != _root && $"{Path.GetRelativePath(_root, folder)}/".StartsWith(prefix, StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            folder = Path.GetDirectoryName(folder)!;
        }
    }
}

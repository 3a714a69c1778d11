using System.Security.Cryptography;

namespace Rushes.Storage.Caching;

/// <summary>The files of a cache. They get their names when they are whole; when they were last used, their time says.</summary>
internal sealed class CacheFolder(string folder, TimeProvider time)
{
    private const int BufferBytes = 1 << 20;
    private const string Unfinished = ".part";

    public string PathOf(string name) => Path.Combine(folder, name);

    public static void RemoveUnfinished(string folder)
    {
        if (Directory.Exists(folder))
        {
            Array.ForEach(Directory.GetFiles(folder, $"*{Unfinished}"), File.Delete);
        }
    }

    /// <summary>What an earlier process left, the longest unused first. What it did not finish goes.</summary>
    public IReadOnlyList<CacheEntry> Open()
    {
        RemoveUnfinished(folder);
        var files = Directory.CreateDirectory(folder).EnumerateFiles().OrderBy(file => file.LastWriteTimeUtc);
        return [.. files.Select((file, order) => new CacheEntry(file.Name) { Size = file.Length, LastUse = order - int.MaxValue })];
    }

    public void Touch(string name) => File.SetLastWriteTimeUtc(PathOf(name), time.GetUtcNow().UtcDateTime);

    /// <summary>Whether a file that was left has the digest; without one, the size.</summary>
    public async Task<bool> IsWholeAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(
                PathOf(wanted.Name), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return wanted.Size is { } size ? file.Length == size : wanted.Fits(await SHA256.HashDataAsync(file, cancellationToken));
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Writes a file that has no name yet, whole or not at all.</summary>
    public async Task<Written> WriteAsync(Stream source, CancellationToken cancellationToken)
    {
        var path = PathOf(Path.GetRandomFileName() + Unfinished);
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
                PreallocationSize = source.Length,
            });
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[BufferBytes];
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }

            return new Written(path, hash.GetHashAndReset());
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Gives the file its name; null: removes it.</summary>
    public void Finish(Written written, string? name)
    {
        if (name is null)
        {
            File.Delete(written.Path);
        }
        else
        {
            File.Move(written.Path, PathOf(name), overwrite: true);
        }
    }

    public void Remove(string name) => File.Delete(PathOf(name));

    /// <param name="Path">Of the file.</param>
    /// <param name="Digest">SHA-256 of its bytes.</param>
    internal sealed record Written(string Path, byte[] Digest);
}

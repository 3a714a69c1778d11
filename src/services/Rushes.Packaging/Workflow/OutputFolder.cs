namespace Rushes.Packaging.Workflow;

/// <summary>
/// The folder that a package is built in. A file has its name only when it is whole and on disk, so a packager that died
/// leaves nothing that could be taken for its work, and one that starts again simply writes the same file.
/// </summary>
internal sealed class OutputFolder(string uri)
{
    private const string UnfinishedSuffix = ".unfinished";
    private const int BufferSize = 1 << 16;

    private readonly string _path = new Uri(uri).LocalPath;

    /// <param name="relativePath">With forward slashes.</param>
    /// <param name="write">Front to back.</param>
    public async Task WriteAsync(string relativePath, Func<Stream, Task> write)
    {
        var path = Path.Combine(_path, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var file = new FileStream(path + UnfinishedSuffix, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
        {
            await write(file);
            await file.FlushAsync();
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        File.Move(path + UnfinishedSuffix, path, overwrite: true);
    }

    public Task WriteTextAsync(string relativePath, string text, CancellationToken cancellationToken) =>
        WriteAsync(relativePath, file => file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).AsTask());
}

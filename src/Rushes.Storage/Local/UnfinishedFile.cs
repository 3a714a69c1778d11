namespace Rushes.Storage.Local;

/// <summary>A file that is there whole, also after a power cut, or not at all.</summary>
internal static class UnfinishedFile
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Replaces what has the name.</summary>
    /// <param name="path">Its folder is made when absent.</param>
    /// <param name="write">All that the file is to hold. When it fails, nothing is left.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write, CancellationToken cancellationToken)
    {
        DurableFiles.CreateFolder(Path.GetDirectoryName(path)!);
        var temporary = TemporaryName.Beside(path);
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true))
            {
                await write(file);
                await file.FlushAsync(cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            if (!DurableFiles.TryRename(temporary, path))
            {
                throw new IOException($"{path} lies on another file system than its folder.");
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

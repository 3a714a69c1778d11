namespace Rushes.Cli.Jobs;

/// <summary>A file that a command is asked for appears whole or not at all.</summary>
internal static class WholeFile
{
    public static Task WriteAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, writer => writer.WriteAsync(text.AsMemory(), cancellationToken));

    /// <param name="path">Absolute.</param>
    /// <param name="write">Its text, in UTF-8.</param>
    public static async Task WriteAsync(string path, Func<StreamWriter, Task> write)
    {
        var partial = $"{path}.partial";
        try
        {
            await using (var writer = new StreamWriter(partial))
            {
                await write(writer);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}

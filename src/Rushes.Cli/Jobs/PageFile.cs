namespace Rushes.Cli.Jobs;

/// <summary>A page appears whole or not at all.</summary>
internal static class PageFile
{
    public static async Task WriteAsync(string path, string page, CancellationToken cancellationToken)
    {
        var partial = $"{path}.partial";
        try
        {
            await File.WriteAllTextAsync(partial, page, cancellationToken);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}

namespace Rushes.Media.Tests.Bitstreams;

/// <summary>Real files that nobody here made: RUSHES_MEDIA names their folder, or they lie beside the repository.</summary>
internal static class SharedMedia
{
    /// <summary>Path of a file, or the test is skipped.</summary>
    public static string Find(string name)
    {
        var path = Path.Combine(Folder() ?? "", name);
        Assert.SkipUnless(File.Exists(path), $"The shared media have no {name}.");
        return path;
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("RUSHES_MEDIA") is { Length: > 0 } named)
        {
            return named;
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Rushes.slnx")))
        {
            root = root.Parent;
        }

        return root is null ? null : Path.Combine(root.FullName, "../shared/media");
    }
}

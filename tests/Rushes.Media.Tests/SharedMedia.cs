namespace Rushes.Media.Tests;

/// <summary>Real files that RUSHES_MEDIA names; a test that needs them skips without.</summary>
internal static class SharedMedia
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RUSHES_MEDIA");

    /// <summary>The file, or the test is skipped.</summary>
    /// <param name="name">Relative: <c>g-phone/cursed-vfr.mp4</c>.</param>
    public static string Path(string name)
    {
        SkipWhenMissing();
        var path = System.IO.Path.Combine(Folder!, name);
        Assert.SkipUnless(File.Exists(path), $"The shared media have no {name}.");
        return path;
    }

    /// <summary>Names of all files in folders whose type is one of those; none when there are no shared media.</summary>
    public static IEnumerable<string> Names(IEnumerable<string> folders, params string[] types) =>
        from folder in folders
        let full = System.IO.Path.Combine(Folder ?? string.Empty, folder)
        where !string.IsNullOrEmpty(Folder) && Directory.Exists(full)
        from path in Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
        where types.Length == 0 || types.Contains(System.IO.Path.GetExtension(path))
        let name = System.IO.Path.GetRelativePath(Folder!, path).Replace('\\', '/')
        orderby name
        select name;

    private static void SkipWhenMissing() =>
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), "RUSHES_MEDIA names no folder of shared media.");
}

namespace Rushes.EndToEnd.Tests.House;

/// <summary>The files of this repository as they lie around the tests, without what is built or fetched.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "artifacts", "node_modules", ".tools", "rushes-demo", "bin", "obj", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Names in the root folder that are ours.</summary>
    public static IReadOnlyList<string> RootEntries =>
        [.. Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)).Where(name => !NotOurs.Contains(name)).Order(StringComparer.Ordinal)];

    /// <summary>Relative paths of all files below a folder of the root, or of the whole.</summary>
    public static IReadOnlyList<string> Files(string folder = "", string pattern = "*") =>
        [.. Below(new DirectoryInfo(Path.Combine(Root, folder)), pattern).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IReadOnlyList<string> Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static IEnumerable<string> Below(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Select(file => Path.GetRelativePath(Root, file.FullName))
            .Concat(folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name)).SelectMany(child => Below(child, pattern)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rushes.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no copy of the repository.");
    }
}

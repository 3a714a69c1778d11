namespace Rushes.Tools.Sandboxing;

/// <summary>What of the system every tool may read: its programs and shared libraries, and nothing that belongs to anybody.</summary>
/// <param name="Folders">Folders and files, shown where they are.</param>
/// <param name="Links">Links of the root folder: on most systems <c>/lib</c> leads to <c>usr/lib</c>.</param>
internal sealed record SystemView(IReadOnlyList<string> Folders, IReadOnlyList<SystemView.Link> Links)
{
    /// <summary>
    /// Debian's libblas and liblapack, which FFmpeg loads, are found by way of /etc/alternatives. The stores are those of Nix
    /// and Guix, which have no /usr.
    /// </summary>
    private static readonly string[] Whole = ["/usr", "/etc/alternatives", "/etc/ld.so.cache", "/nix/store", "/gnu/store"];

    private static readonly string[] FoldersOrLinks = ["/bin", "/sbin", "/lib", "/lib32", "/lib64"];

    internal sealed record Link(string Path, string Target);

    /// <param name="libraryPath">LD_LIBRARY_PATH; null where it is not set.</param>
    internal static SystemView Read(string? libraryPath)
    {
        var links = FoldersOrLinks
            .Select(path => (Path: path, Target: new DirectoryInfo(path).LinkTarget))
            .Where(link => link.Target is not null)
            .Select(link => new Link(link.Path, link.Target!))
            .ToList();
        var libraries = (libraryPath ?? "").Split(':').Where(Path.IsPathFullyQualified);
        var folders = Whole
            .Concat(FoldersOrLinks.Except(links.Select(link => link.Path)))
            .Concat(libraries)
            .Where(Path.Exists);
        return new([.. folders], links);
    }

    internal bool Holds(string path) =>
        Folders.Concat(Links.Select(link => link.Path)).Any(folder => path.StartsWith(folder + '/', StringComparison.Ordinal));
}

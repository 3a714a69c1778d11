namespace Rushes.Cli.Jobs;

/// <summary>A job's own folder below the work folder: its database, its objects, its scratch space and its lock.</summary>
internal sealed record WorkFolder(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "state.db");

    public string Objects => System.IO.Path.Combine(Path, "objects");

    public string Scratch => System.IO.Path.Combine(Path, "scratch");

    public string LockFile => System.IO.Path.Combine(Path, "lock");

    /// <summary>What a command gave; for nobody else's eyes, and gone with the job.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys.yaml");

    /// <summary>Whether an earlier run of the job left something to go on from.</summary>
    public bool HasState => File.Exists(Database);

    public static WorkFolder Of(string workPath, string jobId) => new(System.IO.Path.Combine(workPath, "jobs", jobId));

    /// <summary><c>$XDG_CACHE_HOME/rushes</c>, else <c>~/.cache/rushes</c>.</summary>
    /// <param name="cacheHome">XDG_CACHE_HOME; the XDG specification has relative paths ignored.</param>
    /// <param name="home">HOME.</param>
    public static string DefaultRoot(string? cacheHome, string? home)
    {
        var cache = cacheHome is { Length: > 0 } && System.IO.Path.IsPathRooted(cacheHome)
            ? cacheHome
            : System.IO.Path.Combine(home is { Length: > 0 } ? home : "/", ".cache");
        return System.IO.Path.Combine(cache, "rushes");
    }

    /// <summary>What jobs share; below the work folder, beside them.</summary>
    public static string SharedPieces(string workPath) => System.IO.Path.Combine(workPath, "shared");

    public void Create()
    {
        Directory.CreateDirectory(Objects);
        Directory.CreateDirectory(Scratch);
    }

    /// <summary>All but the lock.</summary>
    public void Empty()
    {
        foreach (var file in Directory.EnumerateFiles(Path, "state.db*"))
        {
            File.Delete(file);
        }

        Directory.Delete(Objects, recursive: true);
        Directory.Delete(Scratch, recursive: true);
        Create();
    }

    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

using Rushes.Cli.Native;
using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>
/// The folder that a job makes. It is built in a hidden sibling, so on the same file system, and appears whole by one
/// rename, or not at all.
/// </summary>
internal sealed record OutputFolder(string Path)
{
    public const string ReportName = "report.json";

    public string ReportFile => System.IO.Path.Combine(Path, ReportName);

    private string Parent => System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>Where the job builds.</summary>
    public string StagingFor(string jobId) =>
        System.IO.Path.Combine(Parent, $".{System.IO.Path.GetFileName(Path)}.{jobId}.partial");

    /// <summary>Why nothing can be published here; null when it can.</summary>
    public Failure? FindObstacle()
    {
        if (File.Exists(Path) || (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any()))
        {
            return Obstacle("output.not_empty", $"{Path} is there and not empty.", "Name a folder that does not exist yet, or empty it.");
        }

        if (!Directory.Exists(Parent))
        {
            return Obstacle("output.not_writable", $"There is no folder {Parent} to make it in.", $"Make it: mkdir -p '{Parent}'");
        }

        return CanMakeFolderInParent()
            ? null
            : Obstacle("output.not_writable", $"{Parent} cannot be written to.", "Name a folder whose parent you may write to.");
    }

    /// <summary>Makes the streams appear, durably. Afterwards the staging folder is gone.</summary>
    public void Publish(string staging)
    {
        FlushTree(staging);
        PosixFiles.Rename(staging, Path);
        PosixFiles.Flush(Parent);
    }

    public static void Discard(string staging)
    {
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    // Permission bits do not tell of read-only and special file systems, nor of root: trying does.
    private bool CanMakeFolderInParent()
    {
        var probe = StagingFor($"{Environment.ProcessId}-probe");
        try
        {
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Files first: a folder made durable before them could name files that are not.
    private static void FlushTree(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            PosixFiles.Flush(file);
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            FlushTree(child);
        }

        PosixFiles.Flush(folder);
    }

    private Failure Obstacle(string code, string message, string remedy) => new()
    {
        Code = code,
        Category = FailureCategory.Configuration,
        Message = message,
        Place = new Place { Path = Path, Option = "--out" },
        Remedy = remedy,
    };
}

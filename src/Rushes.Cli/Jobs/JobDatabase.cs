using System.Diagnostics;
using Rushes.Platform.Database;
using Rushes.Platform.Reading;

namespace Rushes.Cli.Jobs;

/// <summary>A database with jobs in it, open to read.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Name">For people.</param>
/// <param name="Folder">The job's own folder; null: a database of many jobs.</param>
/// <param name="Reader">Of its rows.</param>
internal sealed record JobDatabase(DatabaseLocation Location, string Name, WorkFolder? Folder, JobsReader Reader)
{
    /// <summary>The id of the one job whose folder it is; null: a database of many jobs.</summary>
    public string? Job => Folder is null ? null : Path.GetFileName(Folder.Path);

    /// <summary>What people call a job of it.</summary>
    public string NameOf(string run) => Job ?? run;

    /// <summary>The process that works on the folder's job; null: none does, or it is not known.</summary>
    public int? Owner() => Folder is null ? null : OwnerOf(Folder);

    /// <summary>Whether it is known that no process works on it.</summary>
    public bool IsAbandoned => Folder is not null && Owner() is null;

    /// <summary>The process that works on the job of a folder.</summary>
    public static int? OwnerOf(WorkFolder folder) => JobLock.OwnerOf(folder.LockFile) is { } pid && IsAlive(pid) ? pid : null;

    // This process only looks; a number of its own is one that an earlier process had.
    private static bool IsAlive(int pid)
    {
        if (pid == Environment.ProcessId)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>A job and where it is.</summary>
internal sealed record FoundJob(JobDatabase Database, JobSummary Job)
{
    public string Name => Database.NameOf(Job.Id);
}

/// <summary>A message and where it is.</summary>
internal sealed record FoundMessage(JobDatabase Database, QueuedMessage Message)
{
    /// <summary>Messages are numbered in each database: among several, the job's id stands before the number.</summary>
    public string Name => Database.Job is { } job ? $"{job}/{Message.Id}" : $"{Message.Id}";
}

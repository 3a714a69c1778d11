using System.Diagnostics;
using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>Where jobs are: a database, or a server.</summary>
/// <param name="Name">For people.</param>
/// <param name="Folder">The job's own folder; null: a place of many jobs.</param>
/// <param name="Source">Of what is there.</param>
internal sealed record JobPlace(string Name, WorkFolder? Folder, IJobSource Source)
{
    /// <summary>The id of the one job whose folder it is; null: a place of many jobs.</summary>
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
internal sealed record FoundJob(JobPlace Place, Job Job)
{
    public string Name => Place.NameOf(Job.Id);
}

/// <summary>A message and where it is.</summary>
internal sealed record FoundMessage(JobPlace Place, QueuedMessage Message)
{
    /// <summary>Messages are numbered in each place: among several, the job's id stands before the number.</summary>
    public string Name => Place.Job is { } job ? $"{job}/{Message.Id}" : $"{Message.Id}";
}

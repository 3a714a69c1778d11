using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>Why a job cannot go on that all jobs share.</summary>
internal static class JobFailures
{
    public static Failure AlreadyRunning(WorkFolder folder)
    {
        var owner = JobLock.OwnerOf(folder.LockFile) is { } pid ? $", pid {pid}" : "";
        return new Failure
        {
            Code = "job.already_running",
            Category = FailureCategory.Transient,
            Message = $"This job is already running{owner}.",
            Place = new Place { Path = folder.Path },
            Remedy = "Wait for it, or stop it.",
        };
    }
}

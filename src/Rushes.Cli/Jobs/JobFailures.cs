using Rushes.Contracts;

namespace Rushes.Cli.Jobs;

/// <summary>What all jobs share of why they cannot go on.</summary>
internal static class JobFailures
{
    /// <summary>Failures that blame what was made of an input blame the input.</summary>
    /// <param name="failures">Of the job.</param>
    /// <param name="made">Path of what its services were given.</param>
    /// <param name="given">By the user.</param>
    public static IReadOnlyList<Failure> Blame(IEnumerable<Failure> failures, string made, string given) =>
        [.. failures.Select(failure => failure.Place?.Path != made ? failure : new Failure(failure) { Place = new Place(failure.Place) { Path = given } })];

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

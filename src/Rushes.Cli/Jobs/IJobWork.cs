namespace Rushes.Cli.Jobs;

/// <summary>What makes the streams of a job: this process, or a server.</summary>
internal interface IJobWork
{
    /// <param name="folder">The job's own; the caller holds its lock.</param>
    /// <param name="staging">The folder to make them in; what an earlier run has left there may be kept.</param>
    /// <param name="cancellationToken">Stops it; the same job can be gone on with.</param>
    Task<WorkEnd> RunAsync(WorkFolder folder, string staging, CancellationToken cancellationToken);
}

namespace Rushes.Cli.View;

/// <summary>Shows progress until a job has ended.</summary>
internal interface IProgressView
{
    /// <param name="observe">How far the job is now. Cheap.</param>
    /// <param name="ended">Completes, in whatever way, when the job has ended.</param>
    Task FollowAsync(Func<Task<ProgressState>> observe, Task ended);
}

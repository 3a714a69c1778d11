namespace Rushes.Cli.View;

/// <summary>Shows nothing.</summary>
internal sealed class SilentView : IProgressView
{
    public Task FollowAsync(Func<Task<ProgressState>> observe, Task ended) => Task.CompletedTask;
}

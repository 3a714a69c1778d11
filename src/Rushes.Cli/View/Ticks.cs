namespace Rushes.Cli.View;

/// <summary>Looks at something again and again until it has ended, and once more then.</summary>
internal static class Ticks
{
    public static async Task UntilAsync(Task ended, TimeSpan period, TimeProvider time, Func<Task> look)
    {
        using var timer = new PeriodicTimer(period, time);
        while (!ended.IsCompleted)
        {
            await look();
            await Task.WhenAny(ended, timer.WaitForNextTickAsync().AsTask());
        }

        await look();
    }
}

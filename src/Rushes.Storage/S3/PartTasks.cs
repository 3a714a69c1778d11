using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Parts on their way, side by side. The first that fails stops the others, and none outlives <see cref="RunAsync"/>.</summary>
internal sealed class PartTasks
{
    private readonly CancellationTokenSource _stop;
    private readonly List<Task<PartETag>> _parts = [];

    private PartTasks(CancellationTokenSource stop) => _stop = stop;

    /// <summary>Cancelled when a part has failed: no other need be begun.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <param name="begin">Adds all parts, and waits for nothing but room for the next.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>All of them, in the order in which they were added. When it throws, it is what stopped the rest.</returns>
    public static async Task<List<PartETag>> RunAsync(Func<PartTasks, Task> begin, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = new PartTasks(stop);
        try
        {
            await begin(parts);
            return [.. await Task.WhenAll(parts._parts)];
        }
        catch
        {
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(parts._parts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (parts._parts.FirstOrDefault(part => part.IsFaulted) is { } failed)
            {
                await failed;
            }

            throw;
        }
    }

    public void Add(Func<CancellationToken, Task<PartETag>> send) => _parts.Add(SendAsync(send));

    private async Task<PartETag> SendAsync(Func<CancellationToken, Task<PartETag>> send)
    {
        try
        {
            return await send(_stop.Token);
        }
        catch
        {
            await _stop.CancelAsync();
            throw;
        }
    }
}

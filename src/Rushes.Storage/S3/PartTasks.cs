using Amazon.S3.Model;

namespace Rushes.Storage.S3;

/// <summary>Parts on their way, side by side. The first that fails stops the others, and none outlives this.</summary>
internal sealed class PartTasks(CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<Task<PartETag>> _parts = [];

    /// <summary>Cancelled when a part has failed: no other need be begun.</summary>
    public CancellationToken Stopped => _stop.Token;

    public void Add(Func<CancellationToken, Task<PartETag>> send) => _parts.Add(SendAsync(send));

    /// <summary>All of them, in the order in which they were added.</summary>
    public async Task<List<PartETag>> WaitAsync() => [.. await Task.WhenAll(_parts)];

    /// <summary>The failure that stopped the rest; else nothing happens.</summary>
    public async Task ThrowFirstFailureAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Task.WhenAll(_parts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_parts.FirstOrDefault(part => part.IsFaulted) is { } failed)
        {
            await failed;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)Task.WhenAll(_parts)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

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

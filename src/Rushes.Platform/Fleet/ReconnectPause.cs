using System.Security.Cryptography;

namespace Rushes.Platform.Fleet;

/// <summary>Waits longer after each connection that failed, and not all workers equally long.</summary>
internal sealed class ReconnectPause(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan _next = Shortest;

    /// <summary>There was an answer.</summary>
    public void Reset() => _next = Shortest;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var pause = _next * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 2000.0));
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return Task.Delay(pause, time, cancellationToken);
    }
}

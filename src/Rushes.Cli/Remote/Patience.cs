using Rushes.Contracts.Rpc;

namespace Rushes.Cli.Remote;

/// <summary>How long a server may be away that was there before: each wait is longer than the last, until there was an answer.</summary>
internal sealed class Patience(TimeProvider time)
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _pause = Shortest;
    private long? _since;

    /// <summary>The server has answered.</summary>
    public void Renew() => (_pause, _since) = (Shortest, null);

    /// <summary>Waits before the next call.</summary>
    /// <param name="cause">Thrown instead when it has been too long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAsync(RpcException cause, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_since ??= time.GetTimestamp()) >= Limit)
        {
            throw cause;
        }

        await Task.Delay(_pause, time, cancellationToken);
        _pause = _pause * 2 < Longest ? _pause * 2 : Longest;
    }
}

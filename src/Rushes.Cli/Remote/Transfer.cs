using Rushes.Platform.Hosting;

namespace Rushes.Cli.Remote;

/// <summary>Bytes on their way to the server or from it, as work that can be seen. Safe for many at once.</summary>
/// <param name="phase">What people call it.</param>
/// <param name="time">The clock.</param>
internal sealed class Transfer(string phase, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private DateTimeOffset? _ended;
    private long _done;
    private long _total;

    /// <param name="bytes">All that have to come.</param>
    public void Expect(long bytes)
    {
        lock (_lock)
        {
            _total = bytes;
        }
    }

    /// <param name="bytes">That have come; fewer than 0 where some have to come again.</param>
    public void Add(long bytes)
    {
        lock (_lock)
        {
            _done += bytes;
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _ended = time.GetUtcNow();
        }
    }

    public WorkSnapshot Read()
    {
        lock (_lock)
        {
            return new WorkSnapshot(phase, phase, 0, phase, _ended is null ? WorkState.Running : WorkState.Done, 1, _done, _total, 1, _started, _ended);
        }
    }
}

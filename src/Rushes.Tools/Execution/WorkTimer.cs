namespace Rushes.Tools.Execution;

/// <summary>
/// Measures the time of a piece of work and says once when its limit is used up. It stands still while the work is frozen.
/// A restart only notes the time, so that thousands a second cost nothing; the timer looks at the note when it fires and
/// sets itself again for what is left.
/// </summary>
public sealed class WorkTimer : ISuspendable, IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly Suspension? _suspension;
    private readonly Action _onEnd;
    private readonly ITimer _timer;
    private TimeSpan _before;
    private long _since;
    private long _restartTicks;
    private bool _frozen;
    private bool _ended;

    /// <param name="limit">Of the time since the last restart, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="suspension">Of the work; null where it is never frozen.</param>
    /// <param name="onEnd">May be called for a moment after <see cref="Dispose"/>, and while the work is frozen.</param>
    public WorkTimer(TimeSpan limit, TimeProvider time, Suspension? suspension, Action onEnd)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_limit, _time, _suspension, _onEnd) = (limit, time, suspension, onEnd);
        _since = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Set();
        suspension?.Join(this);
    }

    /// <summary>How long the work has gone on, without the time that it was frozen.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
                return _frozen ? _before : _before + _time.GetElapsedTime(_since);
        }
    }

    /// <summary>The limit counts from now.</summary>
    public void Restart() => Volatile.Write(ref _restartTicks, Elapsed.Ticks);

    void ISuspendable.Freeze()
    {
        lock (_lock)
        {
            _before = Elapsed;
            _frozen = true;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    void ISuspendable.Resume()
    {
        lock (_lock)
        {
            _since = _time.GetTimestamp();
            _frozen = false;
            Set();
        }
    }

    public void Dispose()
    {
        _suspension?.Leave(this);
        _timer.Dispose();
    }

    private TimeSpan Left => _limit - Elapsed + TimeSpan.FromTicks(Volatile.Read(ref _restartTicks));

    private void Look()
    {
        lock (_lock)
        {
            if (_frozen || _ended)
                return;
            if (Left > TimeSpan.Zero)
            {
                Set();
                return;
            }
            _ended = true;
        }
        _onEnd();
    }

    private void Set()
    {
        if (_limit == Timeout.InfiniteTimeSpan || _ended)
            return;
        _timer.Change(Left > Shortest ? Left : Shortest, Timeout.InfiniteTimeSpan);
    }
}

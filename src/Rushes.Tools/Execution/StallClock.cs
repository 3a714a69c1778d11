namespace Rushes.Tools.Execution;

/// <summary>
/// Watches a run from the side and says once why it must end. Progress only notes the time, so that thousands of lines a
/// second cost nothing; the timer looks at the note when it fires and sets itself again for what is left.
/// </summary>
internal sealed class StallClock : IDisposable
{
    private readonly ToolLimits _limits;
    private readonly TimeProvider _time;
    private readonly Action<ToolEnd> _onEnd;
    private readonly long _start;
    private readonly ITimer _wall;
    private readonly ITimer _stall;
    private long _lastProgress;

    internal StallClock(ToolLimits limits, TimeProvider time, Action<ToolEnd> onEnd)
    {
        (_limits, _time, _onEnd) = (limits, time, onEnd);
        _start = _lastProgress = time.GetTimestamp();
        _wall = time.CreateTimer(_ => _onEnd(ToolEnd.WallTime), null, limits.Wall, Timeout.InfiniteTimeSpan);
        _stall = time.CreateTimer(_ => LookForProgress(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _stall.Change(limits.Stall, Timeout.InfiniteTimeSpan);
    }

    internal TimeSpan Elapsed => _time.GetElapsedTime(_start);

    internal void Progress() => Volatile.Write(ref _lastProgress, _time.GetTimestamp());

    public void Dispose()
    {
        _wall.Dispose();
        _stall.Dispose();
    }

    private void LookForProgress()
    {
        var left = _limits.Stall - _time.GetElapsedTime(Volatile.Read(ref _lastProgress));
        if (left <= TimeSpan.Zero)
            _onEnd(ToolEnd.Stalled);
        else
            _stall.Change(left, Timeout.InfiniteTimeSpan);
    }
}

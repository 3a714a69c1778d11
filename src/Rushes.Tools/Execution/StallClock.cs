namespace Rushes.Tools.Execution;

/// <summary>Watches a run from the side and says why it must end. It stands still while the run is frozen.</summary>
internal sealed class StallClock(ToolInvocation invocation, TimeProvider time, Action<ToolEnd> onEnd) : IDisposable
{
    private readonly WorkTimer _wall =
        new(invocation.Limits.Wall, time, invocation.Suspension, () => onEnd(ToolEnd.WallTime));

    private readonly WorkTimer _stall =
        new(invocation.Limits.Stall, time, invocation.Suspension, () => onEnd(ToolEnd.Stalled));

    internal TimeSpan Elapsed => _wall.Elapsed;

    internal void Progress() => _stall.Restart();

    public void Dispose()
    {
        _wall.Dispose();
        _stall.Dispose();
    }
}

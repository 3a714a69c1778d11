namespace Rushes.Platform.Tests;

/// <summary>A wall clock that moves when told to. Its timers are the system's: what is tested with it has none.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

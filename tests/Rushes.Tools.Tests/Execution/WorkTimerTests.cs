using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Tools.Tests.Execution;

public sealed class WorkTimerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Suspension _suspension = new();
    private int _ends;

    [Fact]
    public void Limit_UsedUp_EndsOnce()
    {
        using var timer = Start(10);

        Advance(9);
        Assert.Equal(0, _ends);
        Advance(100);

        Assert.Equal(1, _ends);
    }

    [Fact]
    public void Frozen_AnyTime_CountsForNothing()
    {
        using var timer = Start(10);
        Advance(6);

        _suspension.Freeze();
        Advance(1000);
        _suspension.Resume();
        Advance(3);

        Assert.Equal((0, TimeSpan.FromSeconds(9)), (_ends, timer.Elapsed));
        Advance(1);
        Assert.Equal(1, _ends);
    }

    [Fact]
    public void Frozen_Elapsed_StandsStill()
    {
        using var timer = Start(10);
        Advance(6);

        _suspension.Freeze();
        Advance(1000);

        Assert.Equal(TimeSpan.FromSeconds(6), timer.Elapsed);
    }

    [Fact]
    public void Frozen_BeforeTheStart_CountsFromTheResume()
    {
        _suspension.Freeze();
        using var timer = Start(10);
        Advance(1000);

        _suspension.Resume();
        Advance(9);

        Assert.Equal((0, TimeSpan.FromSeconds(9)), (_ends, timer.Elapsed));
        Advance(1);
        Assert.Equal(1, _ends);
    }

    [Fact]
    public void Restart_BeforeTheFreeze_LeavesTheRestForLater()
    {
        using var timer = Start(10);
        Advance(9);
        timer.Restart();
        Advance(4);

        _suspension.Freeze();
        Advance(1000);
        _suspension.Resume();
        Advance(5);

        Assert.Equal(0, _ends);
        Advance(1);
        Assert.Equal(1, _ends);
    }

    [Fact]
    public void Resume_AfterTheEnd_DoesNotEndAgain()
    {
        using var timer = Start(10);
        Advance(10);

        _suspension.Freeze();
        _suspension.Resume();
        Advance(100);

        Assert.Equal(1, _ends);
    }

    [Fact]
    public void Dispose_LimitNotReached_NeverEnds()
    {
        var timer = Start(10);
        timer.Dispose();

        _suspension.Freeze();
        _suspension.Resume();
        Advance(100);

        Assert.Equal(0, _ends);
    }

    private WorkTimer Start(int seconds) => new(TimeSpan.FromSeconds(seconds), _time, _suspension, () => _ends++);

    private void Advance(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}

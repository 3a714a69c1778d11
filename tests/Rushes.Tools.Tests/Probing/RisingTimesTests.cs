using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Probing;

public sealed class RisingTimesTests
{
    [Fact]
    public void Of_RisingTimes_LeavesThem() => Check([-5, 0, 7, 8], [5, 7, 1, 1], [-5, 0, 7, 8]);

    [Fact]
    public void Of_RepeatedInTheMiddle_SpreadsToTheNextTime() => Check([0, 10, 10, 10, 40], [10, 10, 10, 10, 10], [0, 10, 20, 30, 40]);

    [Fact]
    public void Of_RepeatedAtTheEnd_FollowsByDuration() => Check([0, 50, 50, 50], [50, 50, 50, 50], [0, 50, 100, 150]);

    [Fact]
    public void Of_RepeatedWithoutDurations_FollowsByOneTick() => Check([0, 0, 0], [0, 0, 0], [0, 1, 2]);

    [Fact]
    public void Of_TooFewTicks_PushesWhatComesAfter() => Check([0, 0, 0, 1, 2, 9], [1, 1, 1, 1, 1, 1], [0, 1, 2, 3, 4, 9]);

    [Fact]
    public void Of_FarApart_DoesNotOverflow()
    {
        const long Far = 1L << 60;
        Check([-Far, -Far, Far], [0, 0, 0], [-Far, 0, Far]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_AnyNeverFallingTimes_RisesAndNeverGoesBelow(int seed)
    {
        var random = new Random(seed);
        var times = new long[500];
        for (var i = 1; i < times.Length; i++)
            times[i] = times[i - 1] + random.Next(0, 3);
        var durations = times.Select(_ => (long)random.Next(0, 3)).ToArray();

        var rising = RisingTimes.Of(times, durations);

        Assert.All(Enumerable.Range(0, times.Length), i => Assert.True(rising[i] >= times[i] && (i == 0 || rising[i] > rising[i - 1])));
    }

    private static void Check(long[] times, long[] durations, long[] expected) =>
        Assert.Equal(expected, RisingTimes.Of(times, durations));
}

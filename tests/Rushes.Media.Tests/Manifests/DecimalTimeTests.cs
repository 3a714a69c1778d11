using Rushes.Media.Manifests;

namespace Rushes.Media.Tests.Manifests;

public sealed class DecimalTimeTests
{
    [Theory]
    [InlineData(1001, 30000, "0.033367")]
    [InlineData(1, 3, "0.333333")]
    [InlineData(2, 3, "0.666667")]
    [InlineData(90000 * 7200L, 90000, "7200.000000")]
    [InlineData(1999999, 1000000, "1.999999")]
    [InlineData(19999999, 10000000, "2.000000")]
    public void Format_AnyTicks_RoundsToTheNearestMicrosecond(long ticks, long timescale, string expected) =>
        Assert.Equal(expected, DecimalTime.Format(ticks, timescale));
}

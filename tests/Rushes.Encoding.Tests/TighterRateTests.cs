using Rushes.Contracts;
using Rushes.Encoding.Recipes;

namespace Rushes.Encoding.Tests;

public sealed class TighterRateTests
{
    [Fact]
    public void Of_ConstantQuality_IsCoarserUnderALowerCap()
    {
        var rate = new RateControl { Crf = 30, Maxrate = 2_000, Buffer = 4_000, RunMaxrate = 1_000, RunBuffer = 1_800 };

        Assert.Equal(new RateControl(rate) { Crf = 38, RunMaxrate = 800 }, TighterRate.Of(rate, 2));
        Assert.Equal(30, rate.Crf);
    }

    [Fact]
    public void Of_CoarseQuality_EndsWhereTheScaleDoes() => Assert.Equal(63, TighterRate.Of(new RateControl { Crf = 55, RunMaxrate = 1_000 }, 4).Crf);

    [Fact]
    public void Of_AverageBitRate_IsLowerAsItsShareIs()
    {
        var rate = new RateControl { Bitrate = 1_000, Maxrate = 2_000, Buffer = 4_000, RunMaxrate = 1_000 };

        Assert.Equal(new RateControl(rate) { Bitrate = 600, RunMaxrate = 600 }, TighterRate.Of(rate, 4));
        Assert.Equal(600, TighterRate.Lower(1_000, 4));
    }

    [Fact]
    public void Steps_InTurn_GoDownAndLeaveSomething() => Assert.All(
        TighterRate.Steps.Zip(TighterRate.Steps.Skip(1)),
        pair => Assert.InRange(TighterRate.Lower(1_000, pair.Second), 1, TighterRate.Lower(1_000, pair.First) - 1));
}

using Rushes.Quality.Scores;

namespace Rushes.Quality.Tests.Pool;

public sealed class PooledTests
{
    [Fact]
    public void Of_Scores_HasTheirMeans()
    {
        var pooled = Pooled.Of([80, 100, 60, 0], moreIsWorse: false);

        Assert.Equal(60, pooled.Mean, 9);
        // 1 / mean(1 / (v + 1)) - 1
        Assert.Equal((4 / ((1 / 81.0) + (1 / 101.0) + (1 / 61.0) + 1)) - 1, pooled.HarmonicMean, 9);
        Assert.Equal((0, 100), (pooled.Least, pooled.Greatest));
    }

    [Theory]
    [InlineData(false, 1.0, 5.0)]
    [InlineData(true, 99.0, 95.0)]
    public void Of_Percentiles_AreCountedFromTheWorst(bool moreIsWorse, double first, double fifth)
    {
        var pooled = Pooled.Of([.. Enumerable.Range(0, 101).Select(score => (float)score)], moreIsWorse);

        Assert.Equal((first, fifth), (pooled.P1, pooled.P5));
    }

    [Fact]
    public void Of_PercentileBetweenTwoScores_LiesBetweenThem() => Assert.Equal(10.1, Pooled.Of([10, 20], moreIsWorse: false).P1, 9);

    [Fact]
    public void Of_OneScore_IsAllOfThem() => Assert.Equal(new Pooled(42, 42, 42, 42, 42, 42), Pooled.Of([42], moreIsWorse: false));
}

using Rushes.Encoding.Recipes;

namespace Rushes.Encoding.Tests;

public sealed class BitSharesTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Divide_NoCaps_FollowsWhatEachNeeded() => Equal([100_000, 300_000, 200_000], Divide(600_000, [Run(500_000), Run(1_500_000), Run(1_000_000)]));

    [Fact]
    public void Divide_OneIsCapped_TheOthersShareWhatItLeaves() =>
        Equal([200_000, 250_000, 150_000], Divide(600_000, [Run(400_000), Run(9_000_000, most: 250_000), Run(300_000)]));

    [Fact]
    public void Divide_AllAreCapped_SpendsLess() => Equal([100_000, 150_000], Divide(600_000, [Run(1, most: 100_000), Run(2, most: 150_000)]));

    [Fact]
    public void Divide_RunThatWouldStarve_GetsATenthOfTheMean() => Equal([30_000, 570_000], Divide(600_000, [Run(50_000), Run(100_000_000)]));

    [Fact]
    public void Divide_BlackRun_GetsNoMoreThanItNeeded() => Equal([2_000, 598_000], Divide(600_000, [Run(2_000), Run(100_000_000)]));

    [Fact]
    public void Divide_CapBelowTheLeast_HoldsTheCap() => Equal([10_000, 590_000], Divide(600_000, [Run(50_000, most: 10_000), Run(100_000_000)]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Divide_AnyFilm_SpendsAllThatTheCapsAllowAndNeverMore(int seed)
    {
        var random = new Random(seed);
        for (var film = 0; film < 200; film++)
        {
            RunDemand[] runs =
            [
                .. Enumerable.Range(0, random.Next(1, 40)).Select(_ => new RunDemand(
                    Math.Exp(random.NextDouble() * 15), 0.04 + (60 * random.NextDouble()), random.Next(3) == 0 ? Math.Exp(random.NextDouble() * 15) : double.PositiveInfinity)),
            ];
            var total = Math.Exp(random.NextDouble() * 18);

            var shares = BitShares.Divide(total, runs);

            Assert.True(shares.Sum() <= total);
            Assert.All(shares.Zip(runs), pair => Assert.InRange(pair.First, 0, pair.Second.MostBits));
            Assert.True(shares.Sum() >= 0.999_999 * Math.Min(total, runs.Sum(run => run.MostBits)), $"seed {seed}, film {film}");
        }
    }

    private static RunDemand Run(double bits, double most = double.PositiveInfinity) => new(bits, 10, most);

    private static IReadOnlyList<double> Divide(double total, RunDemand[] runs) => BitShares.Divide(total, runs);

    private static void Equal(double[] expected, IReadOnlyList<double> shares)
    {
        Assert.Equal(expected.Length, shares.Count);
        Assert.All(expected.Zip(shares), pair => Assert.Equal(pair.First, pair.Second, pair.First * Tolerance));
    }
}

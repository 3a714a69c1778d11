using Rushes.Contracts;
using Rushes.Encoding.Recipes;

namespace Rushes.Encoding.Tests;

public sealed class RunCapTests
{
    private const long Maxrate = 6_000_000;
    private const long Buffer = 12_000_000;
    private const long Foreseen = 10_800_000;

    [Fact]
    public void Fill_OneRun_LeavesATenthOfTheBuffer() => Assert.Equal((Maxrate, Foreseen), Filled(1, double.PositiveInfinity));

    [Fact]
    public void Fill_TwoRuns_HalvesTheBufferAlone() => Assert.Equal((Maxrate, Foreseen / 2), Filled(2, double.PositiveInfinity));

    [Fact]
    public void Fill_ManyRuns_TakesFromTheRateWhatABorderCosts() => Assert.Equal((Maxrate - (Foreseen / 2 / 60), Foreseen / 2), Filled(10, 60));

    [Fact]
    public void Fill_NoCap_LeavesNone()
    {
        var rate = new RateControl { Crf = 21 };
        RunCap.Fill(rate, 10, 60);
        Assert.Equal((0, 0), (rate.RunMaxrate, rate.RunBuffer));
    }

    /// <summary>Encoders that spend all that they may, at the worst of times: at the end of one run and the start of the next. A tenth is left for what they are out by.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Runs_ThatSpendAllTheyMay_NeverAskForMoreThanTheWholeMay(int seed)
    {
        const double Second = 1.0 / 25;
        var random = new Random(seed);
        double[] lengths = [.. Enumerable.Range(0, 20).Select(run => 6 + (random.Next(10) * Second * 5))];
        var (maxrate, buffer) = Filled(lengths.Length, lengths[1..^1].Min());
        var (whole, lowest) = ((double)Buffer, (double)Buffer);
        foreach (var length in lengths)
        {
            double own = buffer;
            for (var time = 0.0; time < length; time += Second)
            {
                // Now and then, and always around a border, everything.
                var spent = own * (time < 1 || time > length - 1 || random.Next(20) == 0 ? 1 : random.NextDouble() * 0.1);
                own = Math.Min(buffer, own - spent + (maxrate * Second));
                lowest = Math.Min(lowest, whole - spent);
                whole = Math.Min(Buffer, whole - spent + (Maxrate * Second));
            }
        }

        Assert.InRange(lowest, (Buffer / 10) - 1, Buffer);
    }

    private static (long Maxrate, long Buffer) Filled(int runs, double shortest)
    {
        var rate = new RateControl { Crf = 21, Maxrate = Maxrate, Buffer = Buffer };
        RunCap.Fill(rate, runs, shortest);
        return (rate.RunMaxrate, rate.RunBuffer);
    }
}

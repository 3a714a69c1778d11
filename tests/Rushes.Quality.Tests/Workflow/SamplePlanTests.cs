using Rushes.Quality.Comparing;

namespace Rushes.Quality.Tests.Workflow;

public sealed class SamplePlanTests
{
    [Theory]
    [InlineData(240, 0.01, 6)]
    [InlineData(1000, 0.1, 100)]
    [InlineData(172_800, 0.02, 3456)]
    public void Runs_Film_AreApartAndSpreadOverIt(int frames, double share, int measured)
    {
        var runs = SamplePlan.Runs(frames, share).ToArray();

        Assert.Equal(measured, runs.Sum(run => run.To - run.From));
        Assert.All(runs.Index(), run => Assert.InRange(run.Item.From, (long)frames * run.Index / runs.Length, ((long)frames * (run.Index + 1) / runs.Length) - 2));
        Assert.True(runs.Select(run => run.From % 8).Distinct().Count() > 1, "The runs lie evenly.");
    }

    [Fact]
    public void Runs_SameFilm_AreTheSame() => Assert.Equal(SamplePlan.Runs(5000, 0.03), SamplePlan.Runs(5000, 0.03));

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(8, 0.1)]
    [InlineData(1000, 0.8)]
    public void Runs_SampleThatWouldBeMostOfIt_AreAllOfIt(int frames, double share)
    {
        var run = Assert.Single(SamplePlan.Runs(frames, share));

        Assert.Equal((0, frames), (run.From, run.To));
    }
}

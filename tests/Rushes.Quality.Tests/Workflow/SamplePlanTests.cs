using Rushes.Contracts;
using Rushes.Quality.Comparing;
using Rushes.Quality.Workflow;

namespace Rushes.Quality.Tests.Workflow;

/// <summary>The timelines have a key frame every fifty frames.</summary>
public sealed class SamplePlanTests
{
    private static SampleCost Cost => new() { Request = 1000, Process = 500, Frame = 100, Decode = 10, MostFrames = 8 };

    [Theory]
    [InlineData(1000, 0.1, 100)]
    [InlineData(1000, 0.0001, 1)]
    [InlineData(172_800, 0.02, 3456)]
    public void Groups_Share_MeasuresSoMany(int frames, double share, int measured)
    {
        var groups = Plan(frames, Cost).Groups(new Sampling { Share = share }).ToArray();

        Assert.Equal(SamplePlaces.Draw(frames, measured), groups.SelectMany(group => group));
        Assert.All(groups, group => Assert.InRange(group.Count, 1, Cost.MostFrames));
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(1000, 0.8)]
    public void Groups_SampleThatWouldBeMostOfIt_AreAllOfIt(int frames, double share) => Assert.Empty(Plan(frames, Cost).Groups(new Sampling { Share = share }));

    [Fact]
    public void Groups_CostThatPaysForAll_AreAllOfIt() => Assert.Empty(Plan(1000, Cost).Groups(new Sampling { Cost = 1e9 }));

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void Groups_Cost_AreNearlyWorthIt(double cost)
    {
        var groups = Plan(100_000, Cost).Groups(new Sampling { Cost = cost }).ToArray();

        Assert.InRange(CostOf(Cost, groups.SelectMany(group => group)), cost * 0.7, cost * 1.3);
    }

    [Fact]
    public void Groups_CostThatPaysForNothing_MeasureOneFrame() => Assert.Single(Plan(5000, Cost).Groups(new Sampling { Cost = 1 }).SelectMany(group => group));

    [Fact]
    public void Groups_PlacesWithinAGroupOfPictures_ShareItsDecode()
    {
        // Twenty frames apart, where decoding starts fifty to a hundred before.
        Assert.All(Plan(800, Cost).Groups(new Sampling { Share = 0.05 }).SkipLast(1), group => Assert.Equal(8, group.Count));
        // Five hundred apart: the frames between cost more than another process.
        Assert.All(Plan(50_000, Cost).Groups(new Sampling { Share = 0.002 }), group => Assert.InRange(group.Count, 1, 2));
    }

    private static SamplePlan Plan(int frames, SampleCost cost) => new(QualitySamples.Timeline(frames), QualitySamples.Track(), null, cost);

    private static double CostOf(SampleCost cost, IEnumerable<int> places) => new SampleGroups(QualitySamples.Timeline(100_000), QualitySamples.Track(), null, cost).CostOf(places);
}

using Rushes.Platform.Functions;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>Over many rounds everything gets its turn, whatever else keeps coming.</summary>
public sealed class StarvationTests
{
    private static readonly Shape Small = new(1, 1, 0, 0);

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void LargeMessage_SmallOnesKeepComing_StartsWhenTheWorkOfOneWorkerHasEnded(int classOfSmall)
    {
        var simulation = new FleetSimulation(Workers(count: 4, cores: 16));
        var next = 1L;
        const long Large = 1_000_000;
        for (; simulation.Rounds < 20; simulation.WorkOneRound())
        {
            SendSmall();
        }

        simulation.Send(Large, 4, new Shape(16, 16, 0, 0), due: 0);
        var end = simulation.Rounds + (2 * FleetSimulation.LongestWork);
        for (; simulation.Waits(Large) && simulation.Rounds < end; simulation.WorkOneRound())
        {
            SendSmall();
        }

        Assert.False(simulation.Waits(Large));

        void SendSmall()
        {
            for (var i = 0; i < 20; i++)
            {
                simulation.Send(next++, classOfSmall, Small);
            }
        }
    }

    [Fact]
    public void LargeMessage_OfARareFunction_DoesNotWaitForTheBacklogOfOthers()
    {
        var workers = Workers(count: 4, cores: 16).Select((worker, index) => worker with { Offers = new HashSet<string> { index == 3 ? "rare" : "often" } });
        var simulation = new FleetSimulation([.. workers]);
        var next = 1L;
        for (; next <= 2_000; next++)
        {
            simulation.Send(next, 4, Small, "often");
        }

        simulation.Send(next++, 4, Small, "rare");
        simulation.WorkOneRound();
        const long Large = 1_000_000;
        simulation.Send(Large, 4, new Shape(16, 16, 0, 0), "rare");
        var end = simulation.Rounds + (2 * FleetSimulation.LongestWork);
        for (; simulation.Waits(Large) && simulation.Rounds < end; simulation.WorkOneRound())
        {
            for (var i = 0; i < 3; i++)
            {
                simulation.Send(next++, 5, Small, "rare");
            }
        }

        Assert.False(simulation.Waits(Large));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Everything_MixedWorkWithBurstsOfExpress_Ends(int seed)
    {
        var random = new Random(seed);
        var simulation = new FleetSimulation(Workers(count: 5, cores: 8));
        var next = 1L;
        for (; simulation.Rounds < 60; simulation.WorkOneRound())
        {
            for (var i = random.Next(8); i > 0; i--)
            {
                simulation.Send(
                    next++, random.Next(3) == 0 ? 1 : random.Next(2, 6),
                    new Shape(random.Next(0, 9), random.Next(0, 17), random.Next(3), random.Next(3)),
                    random.Next(2) == 0 ? "often" : null, random.Next(20) == 0, random.Next(6) == 0 ? $"key{random.Next(4)}" : null);
            }
        }

        for (; !simulation.IsIdle && simulation.Rounds < 2_000; simulation.WorkOneRound())
        {
        }

        Assert.True(simulation.IsIdle);
        Assert.True(simulation is { Freezes: > 0, Requeues: > 0 });
    }

    private static WorkerState[] Workers(int count, int cores) =>
        [.. Enumerable.Range(0, count).Select(index => new WorkerState($"w{index}", new Shape(cores, 16, 10, 10), new HashSet<string> { "often" }, true, []))];
}

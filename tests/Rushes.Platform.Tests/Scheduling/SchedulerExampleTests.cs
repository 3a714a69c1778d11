namespace Rushes.Platform.Tests.Scheduling;

/// <summary>What the scheduler does, by example.</summary>
public sealed class SchedulerExampleTests
{
    [Theory]
    [MemberData(nameof(PackingExamples.All), MemberType = typeof(PackingExamples))]
    [MemberData(nameof(ReasonExamples.All), MemberType = typeof(ReasonExamples))]
    [MemberData(nameof(ReservationExamples.All), MemberType = typeof(ReservationExamples))]
    [MemberData(nameof(PreemptionExamples.All), MemberType = typeof(PreemptionExamples))]
    [MemberData(nameof(FrozenExamples.All), MemberType = typeof(FrozenExamples))]
    [MemberData(nameof(AloneAndExclusiveExamples.All), MemberType = typeof(AloneAndExclusiveExamples))]
    public void Decide_Example_HoldsTrue(string because, string scene, string decision)
    {
        var actual = SceneText.Write(SceneText.Read(scene).Decide());
        Assert.True(decision == actual, $"{because}\n--- expected\n{decision}\n--- actual\n{actual}");
    }
}

using Rushes.Contracts;
using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new(3, TimeSpan.FromSeconds(1)) { Patience = TimeSpan.FromMinutes(15) };

    [Theory]
    [InlineData("store.unreachable", FailureCategory.Transient)]
    [InlineData("store.full", FailureCategory.Capacity)]
    [InlineData("disk.full", FailureCategory.Capacity)]
    public void Next_StoreOrDiskIsInTrouble_WaitsAMinuteAtMostForAsLongAsThereIsPatience(string code, FailureCategory category)
    {
        var waits = Waits(Policy, code, category);

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits.Take(8));
        Assert.InRange(waits.Sum(), 15 * 60, 16 * 60);
    }

    [Theory]
    [InlineData("tool.memory", FailureCategory.Capacity)]
    [InlineData("function.wall", FailureCategory.Transient)]
    public void Next_WorkItselfIsInTrouble_HasItsAttemptsAndNoMore(string code, FailureCategory category) => Assert.Equal([1, 2], Waits(Policy, code, category));

    [Fact]
    public void Next_WithoutPatience_HasItsAttemptsAndNoMore() =>
        Assert.Equal([1, 2], Waits(Policy with { Patience = TimeSpan.Zero }, "disk.full", FailureCategory.Capacity));

    [Fact]
    public void Next_StoreRefuses_IsNeverTriedAgain() => Assert.Empty(Waits(Policy, "store.refused", FailureCategory.Configuration));

    /// <summary>Seconds until there is none.</summary>
    private static List<double> Waits(RetryPolicy policy, string code, FailureCategory category)
    {
        List<double> waits = [];
        while (policy.Next(new Failure { Code = code, Category = category }, waits.Count + 1) is { } wait)
        {
            waits.Add(wait.TotalSeconds);
        }

        return waits;
    }
}

using Rushes.Platform.Hosting;
using Rushes.Platform.Reading;

namespace Rushes.Platform.Tests.Reading;

public sealed class CriticalPathTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Path_OfARunWithAMapAndACall_GoesThroughWhatEndedLast()
    {
        var answer = Run("answer", created: 12, Node("fast", [], 12, 13), Node("slow", [], 14, 28));
        var run = Run(
            "run", created: 0,
            Node("split", [], 0, 1),
            Node("encode", ["split"], 2, 11, ready: 1, Item(0, 2, 6), Item(1, 8, 11), Item(2, 6, 8)),
            Node("audio", ["split"], 1, 20, ready: 1),
            Node("validate", ["encode"], 11, 30, ready: 11, Item(0, 12, 30) with { Call = answer }),
            Node("package", ["validate", "audio"], 31, 33, ready: 30));

        var path = CriticalPath.Of(run, At(40));

        Assert.Equal(["split", "encode", "validate", "slow", "package"], path.Select(step => step.Node));
        Assert.Equal([0, 0, 0, 1, 0], path.Select(step => step.Depth));
        Assert.Equal([0, 7, 1, 2, 1], path.Select(step => step.Waiting.TotalSeconds));
        Assert.Equal([1, 3, 18, 14, 2], path.Select(step => step.Running.TotalSeconds));
        Assert.Equal(1, path[1].Item);
    }

    [Fact]
    public void Path_OfARunUnderWay_EndsNowInWhatHasRunLongest()
    {
        var run = Run(
            "run", created: 0,
            Node("split", [], 0, 1),
            Node("audio", ["split"], 3, null, ready: 1) with { State = WorkState.Running },
            Node("encode", ["split"], 2, null, ready: 1) with { State = WorkState.Running },
            Node("package", ["encode", "audio"], null, null) with { State = WorkState.Waiting });

        var path = CriticalPath.Of(run, At(10));

        Assert.Equal(["split", "encode"], path.Select(step => step.Node));
        Assert.Equal(8, path[1].Running.TotalSeconds);
    }

    [Fact]
    public void Path_OfAFailedRun_EndsInWhatFailed()
    {
        var run = Run(
            "run", created: 0,
            Node("first", [], 0, 9) with { State = WorkState.Cancelled },
            Node("second", [], 5, 9) with { State = WorkState.Failed },
            Node("third", ["second"], null, 9) with { State = WorkState.Cancelled });

        Assert.Equal("second", Assert.Single(CriticalPath.Of(run, At(10))).Node);
    }

    [Fact]
    public void Path_OfARunThatHasNotBegun_IsEmpty() =>
        Assert.Empty(CriticalPath.Of(Run("run", 0, Node("split", [], null, null) with { State = WorkState.Waiting }), At(1)));

    private static RunGraph Run(string id, int created, params NodeGraph[] nodes) => new(id, "Method", "workflow", 1, JobState.Done, At(created), null, nodes);

    private static NodeGraph Node(string name, string[] after, int? started, int? ended, int? ready = null, params ItemGraph[] items) =>
        new(name, after, WorkState.Done, items.Length, ready is { } at ? At(at) : null, At(started), At(ended), items);

    private static ItemGraph Item(int number, int started, int ended) =>
        new(number, $"item {number}", null, 1, WorkState.Done, 1, At(started), At(ended), [], TimeSpan.Zero, null);

    private static DateTimeOffset? At(int? seconds) => seconds is { } known ? At(known) : null;

    private static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);
}

using Rushes.Contracts;
using Rushes.Encoding.Workflow;

namespace Rushes.Encoding.Tests;

public sealed class WorkSpreadTests
{
    private const int Minute = 1500;

    /// <param name="chunks">Of the film.</param>
    /// <param name="pieces">Of each chunk, a minute long.</param>
    /// <param name="slots">Encoders at once.</param>
    /// <param name="tasks">How many parts of the film are handed out.</param>
    /// <param name="groups">The renditions of each task.</param>
    [Theory]
    [InlineData(1, 1, 1, 1, "43210")]
    [InlineData(1, 1, 2, 1, "4 3210")]
    [InlineData(1, 1, 3, 1, "4 3210")]
    [InlineData(1, 2, 1, 1, "43210")]
    [InlineData(1, 2, 2, 2, "43210")]
    [InlineData(1, 3, 2, 3, "4 3210")]
    [InlineData(1, 3, 16, 3, "4 3210")]
    [InlineData(1, 2, int.MaxValue, 2, "4 3210")]
    [InlineData(2, 1, 2, 2, "43210")]
    [InlineData(3, 1, 2, 3, "4 3210")]
    [InlineData(3, 3, 2, 9, "43210")]
    [InlineData(40, 3, 2, 40, "43210")]
    [InlineData(40, 3, 16, 120, "43210")]
    public void Fill_ByChunksPiecesAndSlots_LeavesNoSlotIdleForLong(int chunks, int pieces, int slots, int tasks, string groups)
    {
        var plan = Plan(chunks, pieces);

        WorkSpread.Fill(plan, slots);

        Assert.Equal(tasks, plan.TaskStarts.Count == 0 ? chunks : plan.TaskStarts.Count);
        Assert.Equal(groups, string.Join(' ', plan.Groups.Select(group => string.Concat(group.Recipes))));
    }

    [Fact]
    public void Fill_PiecesOfAChunk_StartsTasksAtThem()
    {
        var plan = Plan(chunks: 1, pieces: 2);

        WorkSpread.Fill(plan, encoderSlots: 2);

        Assert.Equal(plan.PieceStarts, plan.TaskStarts);
    }

    private static SplitPlan Plan(int chunks, int pieces)
    {
        var plan = new SplitPlan { Frames = chunks * pieces * Minute };
        plan.ChunkStarts.AddRange(Enumerable.Range(0, chunks).Select(chunk => (long)chunk * pieces * Minute));
        plan.PieceStarts.AddRange(Enumerable.Range(0, chunks * pieces).Select(piece => (long)piece * Minute));
        plan.Recipes.AddRange([Rung(426, 240), Rung(640, 360), Rung(854, 480), Rung(1280, 720), Rung(1920, 1080)]);
        return plan;
    }

    private static Recipe Rung(int width, int height) =>
        new() { Name = $"{height}p", Codec = new Codec { Format = CodecFormat.Avc }, Resolution = new Resolution { Width = width, Height = height } };
}

using Rushes.Contracts;
using Rushes.Encoding.Workflow;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Tests;

public sealed class PiecePlanTests
{
    private const int FramesPerSecond = 25;

    [Theory]
    [InlineData(0, 6_000, 180_000, 60_000)]
    [InlineData(0, 8_000, 180_000, 64_000)]
    [InlineData(4_001, 2_000, 180_000, 12_000)] // no more than sixteen
    [InlineData(4_001, 2_000, 60_000, 6_000)]
    [InlineData(0, 6_000, 86_400_000, 450_000)] // of two hours, not of a day
    public void Resolve_LengthAskedFor_IsWholeSegments(long asked, long segmentMs, long chunkMs, long expected) => Assert.Equal(
        expected, PiecePlan.Resolve(new Chunking { SegmentMs = segmentMs, TargetMs = chunkMs, PieceMs = asked }, 7_200_000));

    [Theory]
    [InlineData(90, 180, "0")] // automatic: up to 90 s a chunk is one piece
    [InlineData(96, 96, "0 60")]
    [InlineData(400, 180, "0 60 120 180 240 300 360")]
    [InlineData(200, 180, "0 60 120 180")]
    [InlineData(160, 80, "0 80")] // the second chunk starts in the middle of a segment
    [InlineData(300, 150, "0 60 150 210")] // a rest of half a piece is none of its own
    public void Starts_AutomaticPieces_AreAboutAMinute(int seconds, int chunkSeconds, string expected) =>
        Assert.Equal(expected, Seconds(seconds, chunkSeconds, 60));

    [Fact]
    public void Starts_ShortPieces_StartWithSegments() => Assert.Equal("0 12 24 36", Seconds(48, 48, 12));

    /// <summary>23.976 frames a second: no border lies on a frame.</summary>
    [Fact]
    public void Starts_FramesBesideTheBorders_AreTheFirstAfterThem()
    {
        var video = Timeline.FromSource(new(1001, 24_000), [.. Enumerable.Range(0, 24 * 180).Select(frame => (long)frame)], 1, [0]);
        var segments = new SegmentPlan(video, 6000);

        var starts = PiecePlan.Starts(video, segments, [0], 60_000).ToList();

        Assert.Equal([0, 1439, 2878], starts);
        Assert.Subset(segments.SegmentStarts.ToHashSet(), starts.ToHashSet());
    }

    [Fact]
    public void Split_ChunksOfPieces_AreGivenTheirOwn()
    {
        var request = EncodingSamples.Request(EncodingSamples.Recipe());
        request.Recipes[0].Chunking = new Chunking { SegmentMs = 2000, TargetMs = 6000, PieceMs = 2000 };
        var plan = new SplitPlan { Frames = 250, ChunkStarts = { 0, 150 }, PieceStarts = { 0, 50, 100, 150, 200 } };
        plan.Recipes.Add(EncodingSamples.Resolve(EncodingSamples.Recipe()));
        plan.Groups.Add(new RenditionGroup { Recipes = { 0 } });

        var tasks = Splitter.Tasks(request, plan, new RunShares()).Select(item => item.Argument).ToList();

        Assert.Equal(["0:0-50 1:50-100 2:100-150", "3:150-200 4:200-250"], tasks.Select(task => string.Join(' ', task.Pieces.Select(Text))));
    }

    private static string Text(Piece piece) => $"{piece.Number}:{piece.Frames.From}-{piece.Frames.To}";

    private static string Seconds(int seconds, int chunkSeconds, int pieceSeconds)
    {
        var video = EncodingSamples.Timeline(seconds * FramesPerSecond);
        var segments = new SegmentPlan(video, 6000);
        var starts = PiecePlan.Starts(video, segments, segments.ChunkStarts(chunkSeconds * 1000L), pieceSeconds * 1000L);
        return string.Join(' ', starts.Select(start => start / FramesPerSecond));
    }
}

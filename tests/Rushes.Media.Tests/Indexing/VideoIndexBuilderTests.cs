using Rushes.Media.Indexing;
using Rushes.Media.Tests.Isobmff;
using Rushes.Media.Timelines;
using Rushes.Media.Timing;
using Codes = Rushes.Media.Indexing.IndexProblemCodes;

namespace Rushes.Media.Tests.Indexing;

public sealed class VideoIndexBuilderTests
{
    private static readonly Timeline SixFrames = Timeline.FromSource(new Rational(1, 1000), (long[])[7, 40, 73, 107, 140, 200], 33, []);

    private readonly VideoIndexBuilder _builder = new(SixFrames, [0, 4]);

    [Fact]
    public async Task Build_OfGoodChunks_GivesFramesTheTimesOfTheTimeline()
    {
        await AddAsync(0, [0, 3, 1, 2]);
        await AddAsync(1, [0, 1]);
        var index = _builder.Build().Index!;
        Assert.Equal([0L, 100, 33, 66, 133, 193], Enumerable.Range(0, 6).Select(index.PresentationTime));

        // D = max(P[d] - P[shown(d)]) = 100 - 66.
        Assert.Equal(34, index.DecodeDelay);
        Assert.Equal([-34L, -1, 32, 66, 99, 159], Enumerable.Range(0, 6).Select(index.DecodeTime));
        Assert.Equal([33L, 33, 34, 33, 60, 33], Enumerable.Range(0, 6).Select(index.Duration));
        Assert.Equal([true, false, false, false, true, false], Enumerable.Range(0, 6).Select(index.IsKey));
        Assert.Equal(226, index.TotalDuration);
    }

    [Fact]
    public async Task Build_WithAChunkMissing_NamesIt()
    {
        await AddAsync(1, [0, 1]);
        Assert.Equal([(Codes.ChunkMissing, 0)], Problems());
    }

    [Fact]
    public void Build_OfNothing_NamesEveryChunk() =>
        Assert.Equal([(Codes.ChunkMissing, 0), (Codes.ChunkMissing, 1)], Problems());

    [Fact]
    public async Task Build_WithChunksDoubledUnknownAndOutOfOrder_NamesThemAll()
    {
        await AddAsync(1, [0, 1]);
        await AddAsync(1, [0, 1]);
        await AddAsync(0, [0, 1, 2, 3]);
        await AddAsync(7, [0]);
        Assert.Equal([(Codes.ChunkDoubled, 1), (Codes.ChunkOutOfOrder, 0), (Codes.ChunkUnknown, 7)], Problems());
    }

    [Fact]
    public async Task Build_WithWrongFrameCounts_NamesTheFirstFrameThatDiffers()
    {
        await AddAsync(0, [0, 1, 2]);
        await AddAsync(1, [0, 1, 2]);
        var problems = _builder.Build().Problems;
        Assert.Equal([(Codes.FrameCount, 0, 3L), (Codes.FrameCount, 1, 6L)], problems.Select(p => (p.Code, p.Chunk!.Value, p.Frame!.Value)));
    }

    [Fact]
    public async Task Build_WithChunksThatDoNotStandAlone_NamesWhy()
    {
        _builder.Add(await SyntheticChunk.ChunkAsync(0, SyntheticChunk.Video([0, 1, 2, 3], keys: [1])));
        await AddAsync(1, [1, 0]);
        Assert.Equal([(Codes.NoKeyFrame, 0), (Codes.ChunkOpen, 1)], Problems());
    }

    [Fact]
    public async Task Build_WithTwoFramesAtOneTime_NamesTheChunk()
    {
        await AddAsync(0, [0, 1, 1, 3]);
        await AddAsync(1, [0, 1]);
        Assert.Equal([(Codes.TimeDoubled, 0)], Problems());
    }

    [Fact]
    public async Task Build_WithOtherParameterSets_NamesTheChunk()
    {
        await AddAsync(0, [0, 1, 2, 3]);
        _builder.Add(await SyntheticChunk.ChunkAsync(1, SyntheticChunk.Video([0, 1], pictureSet: 0x69, keys: [0])));
        Assert.Equal([(Codes.FormatDiffers, 1)], Problems());
    }

    [Fact]
    public async Task Build_WithAFileShorterThanItsHeaders_NamesTheFrame()
    {
        var chunk = await SyntheticChunk.ChunkAsync(0, SyntheticChunk.Video([0, 1, 2, 3], keys: [0]));
        _builder.Add(chunk with { Size = chunk.Size - 1 });
        await AddAsync(1, [0, 1]);
        var problem = Assert.Single(_builder.Build().Problems);
        Assert.Equal((Codes.BeyondEnd, 0, 3L), (problem.Code, problem.Chunk, problem.Frame));
    }

    [Fact]
    public async Task Build_CompletedByWhatIsMalformed_NamesTheFirstChunk()
    {
        await AddAsync(0, [0, 1, 2, 3]);
        await AddAsync(1, [0, 1]);
        var problem = Assert.Single(_builder.Build(_ => throw new MediaFormatException("a sequence header of nothing", 0)).Problems);
        Assert.Equal((Codes.FormatUnknown, 0), (problem.Code, problem.Chunk));
    }

    [Theory]
    [InlineData(new int[] { })]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 0, 0 })]
    [InlineData(new[] { 0, 6 })]
    public void Constructor_WithImpossibleChunks_Throws(int[] starts) =>
        Assert.Throws<ArgumentException>(() => new VideoIndexBuilder(SixFrames, starts));

    private async Task AddAsync(int number, int[] order) =>
        _builder.Add(await SyntheticChunk.ChunkAsync(number, SyntheticChunk.Video(order, keys: [0])));

    private IEnumerable<(string, int)> Problems()
    {
        var result = _builder.Build();
        Assert.Null(result.Index);
        return result.Problems.Select(problem => (problem.Code, problem.Chunk!.Value));
    }
}

using Rushes.Contracts;
using Rushes.Media.Timelines;

namespace Rushes.Encoding.Tests;

public sealed class ChunkCommandTests
{
    [Fact]
    public void Build_MiddleChunk_SeeksTwoKeysBackAndCutsByTime()
    {
        var arguments = Build(150, 200);

        // Keys lie every 50 frames; the chunk starts on the fourth (16 s): the one before it.
        Assert.Equal("14000000us", After(arguments, "-ss"));
        Assert.StartsWith("[0:0]trim=start_pts=1440000:end_pts=1620000,split=2[cut][cut0];[cut]setpts=max(PREV_OUTPTS+1\\,PTS-(1440000))[times];[cut0]", After(arguments, "-filter_complex"), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FirstChunk_DoesNotSeek() => Assert.DoesNotContain("-ss", Build(0, 50));

    [Fact]
    public void Build_LastChunk_RunsToTheEnd() =>
        Assert.DoesNotContain("end_pts", After(Build(200, 250), "-filter_complex"), StringComparison.Ordinal);

    [Fact]
    public void Build_LastChunkOfARange_EndsWithTheRange()
    {
        var task = EncodingSamples.Task(0, 50, EncodingSamples.Recipe());

        var arguments = EncodingSamples.Command(task, EncodingSamples.Timeline().Slice(100, 150));

        Assert.Contains("trim=start_pts=1260000:end_pts=1440000,", After(arguments, "-filter_complex"), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_HalfTheFrames_PicksThemByAShortCount()
    {
        var half = HalfTimeline.Of(EncodingSamples.Timeline(), 6000).Timeline;
        var task = EncodingSamples.Task(50, 100, EncodingSamples.Recipe());

        var graph = After(EncodingSamples.Command(task, half), "-filter_complex");

        // From the fourth second on, where the source has its frame 100.
        Assert.StartsWith(
            "[0:0]trim=start_pts=1260000:end_pts=1620000,select=between(n\\,0\\,98)-between(n\\,1\\,97)*not(mod(n-1\\,2)),split=2[cut][cut0];[cut]setpts=",
            graph, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_HalfTheFramesDeinterlaced_PicksThemBehindTheFilter()
    {
        var half = HalfTimeline.Of(EncodingSamples.Timeline(), 6000).Timeline;
        var task = EncodingSamples.Task(50, 100, EncodingSamples.Recipe());
        task.Recipes[0].Steps = new Contracts.Steps { Deinterlacing = Contracts.Deinterlacing.Frames };

        var graph = After(EncodingSamples.Command(task, half), "-filter_complex");

        Assert.StartsWith("[0:0]trim=start_pts=1245600:end_pts=1634400,split=2[cut][cut0];[cut]select=between(n\\,0\\,106)-between(n\\,1\\,105)*not(mod(n-1\\,2)),setpts=", graph, StringComparison.Ordinal);
        Assert.Contains("bwdif=mode=send_frame:parity=auto:deint=all,settb=1/90000,select=between(n\\,4\\,102)-between(n\\,5\\,101)*not(mod(n-5\\,2)),scale=", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_KeyFrames_AreForcedHalfwayBeforeEach() =>
        // The chunk starts at 4 s; the next multiple of 2 s is its frame 50, 2.00 s on; half a frame earlier is 1.98 s.
        Assert.Equal("0.000000,1.980000", After(Build(100, 200), "-force_key_frames"));

    [Fact]
    public void Build_SameSizeAndFormat_LeavesThePixelsAlone()
    {
        var recipe = EncodingSamples.Recipe("lossless", 1920, 1080);
        recipe.Rate = new RateControl { Lossless = true };

        var graph = After(Build(0, 50, recipe), "-filter_complex");

        Assert.DoesNotContain("scale", graph, StringComparison.Ordinal);
        Assert.DoesNotContain("format", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ScaledRendition_TakesPicturesOfAnySize()
    {
        var arguments = Build(0, 50, EncodingSamples.Recipe("same", 1920, 1080));

        Assert.Equal("0", After(arguments, "-reinit_filter"));
        Assert.Contains("scale=1920:1080:", After(arguments, "-filter_complex"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tt", "tff")]
    [InlineData("bb", "bff")]
    [InlineData("progressive", "prog")] // whatever the source's frames say of themselves
    public void Build_Pictures_SayHowTheyAreScanned(string order, string said)
    {
        var task = EncodingSamples.Task(0, 50, EncodingSamples.Recipe());
        task.Recipes[0].FieldOrder = order;

        Assert.Contains($"field_mode={said}", After(EncodingSamples.Command(task, EncodingSamples.Timeline()), "-filter_complex"), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ThreeRenditions_DecodesOnceOnOneThread()
    {
        var arguments = Build(0, 50, EncodingSamples.Recipe("a"), EncodingSamples.Recipe("b"), EncodingSamples.Recipe("c"));

        Assert.Single(arguments, "-i");
        Assert.Equal(4, arguments.Count(argument => argument == "-threads"));
        Assert.Equal("1", After(arguments, "-threads"));
        Assert.Contains("split=4[cut][cut0][cut1][cut2]", After(arguments, "-filter_complex"), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Build(int from, int to, params Recipe[] recipes)
    {
        var task = EncodingSamples.Task(from, to, recipes.Length > 0 ? recipes : [EncodingSamples.Recipe()]);
        return EncodingSamples.Command(task, EncodingSamples.Timeline());
    }

    private static string After(IReadOnlyList<string> arguments, string option) => arguments[arguments.ToList().IndexOf(option) + 1];
}

using Rushes.Packaging.Functions.Thumbnails;
using Rushes.Packaging.Workflow;

namespace Rushes.Packaging.Tests.Thumbnails;

public sealed class SheetCommandTests
{
    // 23 thumbnails, 10 s apart: 20 on the first sheet, 3 on the second.
    private static readonly ThumbnailTask Second = new() { Columns = 5, Rows = 4, Width = 320, Height = 180, IntervalSeconds = 10, Count = 23, Sheet = 2 };

    [Fact]
    public void Build_OfAGop_TakesTheFrameOfEachTimeAndNoMore()
    {
        string[] arguments = [.. TileCommand.Build(Second, new TileClock(24000, 4_824_000, 5_300_000), 3, "/w/frames.mp4", "/w/pixels.yuv")];

        Assert.Equal(
            @"settb=1/24000,setpts=if(gt(PTS\,5300000)\,720000\,PTS-4824000),fps=1/10:start_time=0:round=up,tpad=stop=-1:stop_mode=clone,trim=end_frame=3,"
            + "scale=320:180:flags=bicubic+accurate_rnd,scale=flags=bicubic+accurate_rnd:out_color_matrix=bt601:out_range=full,format=yuvj420p",
            After(arguments, "-vf"));
        Assert.Equal("file:/w/frames.mp4", After(arguments, "-i"));
        Assert.Contains("file:/w/pixels.yuv", arguments);
    }

    [Fact]
    public void Build_OfASheet_TilesItsThumbnails()
    {
        string[] arguments = [.. SheetCommand.Build(Second, "/w/tiles.y4m", "/w/sheet.jpg")];

        Assert.Equal("setsar=1,tile=5x4", After(arguments, "-vf"));
        Assert.Equal("file:/w/tiles.y4m", After(arguments, "-i"));
        Assert.Contains("file:/w/sheet.jpg", arguments);
        Assert.Equal("1", After(arguments, "-frames:v"));
    }

    [Fact]
    public void Times_OfASheet_GoOnWhereTheOneBeforeEnds() =>
        Assert.Equal([200, 210, 220], ThumbnailTimes.Of(Second));

    [Fact]
    public void Sheets_OfThumbnails_HoldThemAll()
    {
        var all = Second.Clone();
        all.Sheet = 0;

        Assert.Equal([1, 2], ThumbnailPlanner.Sheets(all).Select(task => task.Sheet));
        Assert.Equal(23, ThumbnailPlanner.Sheets(all).Sum(task => ThumbnailTimes.Of(task).Count));
        Assert.Empty(ThumbnailPlanner.Sheets(null));
    }

    private static string After(string[] arguments, string option) => arguments[Array.IndexOf(arguments, option) + 1];
}

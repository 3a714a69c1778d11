using Rushes.Contracts;
using Rushes.Inspection.Pictures;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>Black borders over time: those of measured shots, and of films.</summary>
public sealed class LetterboxTests : IAsyncDisposable
{
    private const string Motion = "-f lavfi -i mandelbrot=s=320x180:r=25:start_scale=2:end_scale=0.6:end_pts=300";
    private const string Other = "-f lavfi -i mandelbrot=s=320x180:r=25:start_scale=0.02:end_scale=0.006:end_pts=300";
    private const string Coding = "-c:v libx264 -preset ultrafast -crf 12 -pix_fmt yuv420p";

    private static readonly Rectangle Whole = new() { Width = 320, Height = 180 };
    private static readonly Rectangle Wide = new() { Top = 22, Width = 320, Height = 136 };

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Theory]
    [InlineData(100, 100, true)]
    [InlineData(100, 25, true)]
    [InlineData(100, 24, false)]
    [InlineData(24, 100, false)]
    public void Find_ShotsOfTwoShapes_AreToldWhereBothLastASecond(int first, int second, bool told)
    {
        var film = Film((first, 0), (second, 22));
        var areas = BorderSearch.Areas(film);

        Assert.Equal([Area(0, first, Whole), Area(first, first + second, Wide)], areas);
        Assert.Equal(told ? [(first, first + second)] : [], Changes(film));
    }

    [Fact]
    public void Find_BordersThatComeAndGo_AreToldEachTime() =>
        Assert.Equal([(50, 100), (100, 150)], Changes(Film((50, 0), (50, 22), (50, 0))));

    [Fact]
    public void Find_SameBordersInEveryShot_DoNotChange()
    {
        var film = Film((50, 22), (50, 22), (50, 23));

        Assert.Equal([Area(0, 150, Wide)], BorderSearch.Areas(film));
        Assert.Empty(Changes(film));
    }

    [Fact]
    public async Task Film_WhoseBordersChangeAtACut_HasBothAreasAndTheRange() =>
        await AssertChangeAsync($"{Motion} {Other} -filter_complex [0:v]trim=end_frame=60[a];[1:v]trim=end_frame=80,scale=320:136,pad=320:180:0:22,setsar=1[b];[a][b]concat");

    [Fact]
    public async Task Film_WhoseBordersChangeInsideAShot_HasBothAreasAndTheRange() =>
        await AssertChangeAsync($"{Motion} -frames:v 140 -vf drawbox=h=22:c=black:t=fill:enable='gte(n,60)',drawbox=y=158:h=22:c=black:t=fill:enable='gte(n,60)'");

    [Fact]
    public async Task Film_WithBordersThroughACut_HasOneArea()
    {
        var film = await _films.MakeAsync(
            "film.mkv", $"{Motion} {Other} -filter_complex [0:v]trim=end_frame=60[a];[1:v]trim=end_frame=80[b];[a][b]concat,scale=320:136,pad=320:180:0:22,setsar=1 {Coding}", Token);

        var inspection = await _films.InspectAsync(film, Token);

        Assert.Equal(2, inspection.Shots.Count);
        Assert.Equal([Area(0, 140, Wide)], inspection.ActiveAreas);
        Assert.Equal("picture.letterbox", Assert.Single(inspection.Findings).Code);
    }

    private async Task AssertChangeAsync(string arguments)
    {
        var film = await _films.MakeAsync("film.mkv", $"{arguments} {Coding}", Token);

        var inspection = await _films.InspectAsync(film, Token);

        Assert.Equal([Area(0, 60, Whole), Area(60, 140, Wide)], inspection.ActiveAreas);
        var finding = Assert.Single(inspection.Findings);
        Assert.Equal(("picture.letterbox_changes", Severity.Warning, new FrameRange { From = 60, To = 140 }), (finding.Code, finding.Severity, finding.Frames));
    }

    private static ActiveArea Area(long from, long to, Rectangle area) => new() { Frames = new FrameRange { From = from, To = to }, Area = area };

    private static IEnumerable<(int From, int To)> Changes(Film film) => BorderSearch.Find(film, BorderSearch.Areas(film))
        .Where(finding => finding.Code == "picture.letterbox_changes").Select(finding => ((int)finding.Frames.From, (int)finding.Frames.To));

    // Shots with borders above and below.
    private static Film Film(params (int Frames, int Border)[] shots)
    {
        var borders = shots.SelectMany(shot => Enumerable.Repeat(shot.Border, shot.Frames)).ToArray();
        int[] cuts = [.. shots.SkipLast(1).Select((_, shot) => shots.Take(shot + 1).Sum(before => before.Frames))];
        var film = MeasuredFilm.Of(
            borders.Length,
            measures =>
            {
                measures.Right.Clear();
                measures.Right.AddRange(Enumerable.Repeat(319, borders.Length));
                measures.Top.Clear();
                measures.Top.AddRange(borders);
                measures.Bottom.Clear();
                measures.Bottom.AddRange(borders.Select(border => 179 - border));
            },
            cuts);
        film.Video.Upright = new Resolution { Width = 320, Height = 180 };
        return film with { Brightest = [.. Enumerable.Repeat((byte)200, borders.Length)] };
    }
}

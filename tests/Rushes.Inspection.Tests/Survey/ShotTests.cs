using Rushes.Contracts;

namespace Rushes.Inspection.Tests.Survey;

/// <summary>Films that FFmpeg joined, coded and decoded again: their shots begin where it joined them.</summary>
public sealed class ShotTests : IAsyncDisposable
{
    // Frames 0 to 74; a cut, and to black over 130 to 149; from black over 150 to 169; and mixed with the last one over 225 to 249.
    private const string Joined =
        "-f lavfi -i mandelbrot=s=320x180:r=25:start_scale=2:end_scale=0.6:end_pts=300"
        + " -f lavfi -i testsrc2=s=320x180:r=25"
        + " -f lavfi -i mandelbrot=s=320x180:r=25:start_scale=0.02:end_scale=0.006:end_pts=300"
        + " -f lavfi -i gradients=s=320x180:r=25:seed=3:c0=white:c1=black:c2=red:n=3:speed=0.02"
        + " -filter_complex [0:v]trim=end_frame=75,format=yuv420p,setsar=1[a];"
        + "[1:v]trim=end_frame=75,format=yuv420p,setsar=1,fade=out:55:20[b];"
        + "[2:v]trim=end_frame=100,format=yuv420p,setsar=1,fade=in:0:20[c];"
        + "[3:v]trim=end_frame=75,format=yuv420p,setsar=1[d];"
        + "[a][b][c]concat=n=3,fps=25,settb=1/25[abc];[d]fps=25,settb=1/25[e];[abc][e]xfade=duration=1:offset=9";

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Theory]
    [InlineData("film.mp4", "-crf 18")]
    [InlineData("film.mkv", "-crf 32 -g 300")]
    public async Task Inspect_CutFadeAndDissolve_AreThereWhereTheyWereMade(string name, string coding)
    {
        var film = await _films.MakeAsync(name, $"{Joined} -c:v libx264 -preset veryfast -pix_fmt yuv420p {coding}", Token);

        var inspection = await _films.InspectAsync(film, Token, request => request.Phase = InspectionPhase.Artefacts);

        Assert.Equal(300, inspection.Video.Frames);
        Assert.Equal([ShotEntry.Unspecified, ShotEntry.Cut, ShotEntry.Fade, ShotEntry.Dissolve], inspection.Shots.Select(shot => shot.Entry));
        Assert.Equal(75, inspection.Shots[1].Frames.From);
        AssertNear(150, inspection.Shots[2].Frames.From);
        AssertNear((150, 170), inspection.Shots[2].Transition);
        AssertNear(250, inspection.Shots[3].Frames.From);
        AssertNear((225, 250), inspection.Shots[3].Transition);
        Assert.Equal((0, 300), (inspection.Shots[0].Frames.From, inspection.Shots[^1].Frames.To));
        Assert.All(inspection.Shots.Zip(inspection.Shots.Skip(1)), pair => Assert.Equal(pair.First.Frames.To, pair.Second.Frames.From));
    }

    private static void AssertNear((int From, int To) expected, FrameRange found)
    {
        AssertNear(expected.From, found.From);
        AssertNear(expected.To, found.To);
    }

    // The first and the last of a ramp are almost what is beyond it.
    private static void AssertNear(int expected, long found) => Assert.InRange(found, expected - 3, expected + 3);
}

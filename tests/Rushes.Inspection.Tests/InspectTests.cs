using Rushes.Contracts;

namespace Rushes.Inspection.Tests;

/// <summary>What an inspection says of a film, and how closely it looks.</summary>
public sealed class InspectTests : IAsyncDisposable
{
    private const string Motion = "-f lavfi -i mandelbrot=s=320x180:r=25:start_scale=2:end_scale=0.6:end_pts=300";

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Fact]
    public async Task Inspect_Artefacts_LooksForNoFaults()
    {
        var film = await _films.MakeAsync("film.mkv", "-f lavfi -i color=black:s=320x180:r=25 -frames:v 50 -c:v libx264 -preset ultrafast", Token);

        var inspection = await _films.InspectAsync(film, Token, request => request.Phase = InspectionPhase.Artefacts);

        Assert.Equal(InspectionPhase.Artefacts, inspection.Phase);
        Assert.Empty(inspection.Findings);
        Assert.Empty(inspection.ActiveAreas);
        Assert.Null(inspection.Picture);
        Assert.Equal(new Shot { Frames = new FrameRange { From = 0, To = 50 } }, Assert.Single(inspection.Shots));
    }

    [Fact]
    public async Task Inspect_CadenceLeftOut_FindsTheOtherFaultsAlone()
    {
        var film = await _films.MakeAsync(
            "film.mkv", $"{Motion} -frames:v 150 -vf loop=loop=1:size=1:start=50,drawbox=c=black:t=fill:enable='lt(n,20)' -c:v libx264 -preset ultrafast -crf 12 -pix_fmt yuv420p", Token);

        var inspection = await _films.InspectAsync(film, Token, request => request.LeaveOut.Add(InspectionCheck.Cadence));

        Assert.Equal("picture.black", Assert.Single(inspection.Findings).Code);
        Assert.Null(inspection.Picture);
    }

    [Fact]
    public async Task Inspect_AudioLeftOut_NoOneListens()
    {
        var film = await _films.MakeAsync(
            "film.mkv", $"{Motion} -f lavfi -i anullsrc=d=3 -t 3 -vf drawbox=c=black:t=fill:enable='lt(n,20)' -c:v libx264 -preset ultrafast -crf 12 -pix_fmt yuv420p -c:a aac", Token);

        var inspection = await _films.InspectAsync(film, Token, request => request.LeaveOut.Add(InspectionCheck.Audio));
        var steps = await _films.StepsAsync(Token);
        var whole = await _films.InspectAsync(film, Token);

        Assert.DoesNotContain("listen", steps);
        Assert.Contains("measure", steps);
        Assert.Equal((0, 1), (inspection.Sound.Count, inspection.Audio.Count));
        Assert.Equal("picture.black", Assert.Single(inspection.Findings).Code);
        Assert.Contains("listen", await _films.StepsAsync(Token));
        Assert.Equal(["audio.silence", "picture.black"], whole.Findings.Select(finding => finding.Code));
        Assert.Equal(inspection.Picture, whole.Picture);
    }

    [Fact]
    public async Task Inspect_OneFrame_HasNoFindings()
    {
        var film = await _films.MakeAsync("film.mkv", $"{Motion} -frames:v 1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p", Token);

        var inspection = await _films.InspectAsync(film, Token);

        Assert.Empty(inspection.Findings);
        Assert.Equal(1, inspection.Video.Frames);
    }

    [Fact]
    public async Task Inspect_DamagedInTheMiddle_NamesTheRangeAndTheRestIsInspected()
    {
        var film = await _films.MakeAsync(
            "film.mp4", $"{Motion} -frames:v 150 -vf drawbox=c=black:t=fill:enable='lt(n,20)' -c:v libx264 -g 30 -bf 0 -threads 1 -preset ultrafast -crf 12 -pix_fmt yuv420p", Token);
        await DamageAsync(film);

        var inspection = await _films.InspectAsync(film, Token);

        var damage = Assert.Single(inspection.Findings, finding => finding.Code == "source.decode_errors").Frames;
        Assert.InRange(damage.From, 40, 110);
        Assert.Equal(0, damage.To % 30);
        Assert.InRange(damage.To - damage.From, 1, 30);
        Assert.Contains(inspection.Findings, finding => finding.Code == "picture.black" && finding.Frames.Equals(new FrameRange { From = 0, To = 20 }));
    }

    [Fact]
    public async Task Inspect_FormatChangesInside_IsSaidAndNoPictureIsJudged()
    {
        var (one, other) = (await _films.MakeAsync("one.ts", Coded("320x180"), Token), await _films.MakeAsync("other.ts", Coded("160x90"), Token));
        var both = _films["both.ts"];
        await using (var file = File.Create(both))
        {
            await file.WriteAsync(await File.ReadAllBytesAsync(one, Token), Token);
            await file.WriteAsync(await File.ReadAllBytesAsync(other, Token), Token);
        }

        var inspection = await _films.InspectAsync(both, Token);

        Assert.Contains(inspection.Findings, finding => finding.Code == "source.format_changes");
        Assert.Empty(inspection.ActiveAreas);

        static string Coded(string size) => $"{Motion.Replace("320x180", size, StringComparison.Ordinal)} -frames:v 30 -c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    }

    // In the middle of the samples, and not of their headers: a few bytes of a slice.
    private static async Task DamageAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path, Token);
        var random = new Random(7);
        for (var at = bytes.Length / 2; at < (bytes.Length / 2) + 60; at++)
        {
            bytes[at] ^= (byte)random.Next(1, 256);
        }

        await File.WriteAllBytesAsync(path, bytes, Token);
    }
}

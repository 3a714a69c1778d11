using Rushes.Contracts;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>Faults that FFmpeg plants into moving pictures, each found by its name and at its place; and nothing else is.</summary>
public sealed class PictureFaultTests : IAsyncDisposable
{
    /// <summary>All of it moves, at an even pace, and none of it is plain.</summary>
    private const string Motion = "-f lavfi -i mandelbrot=s=320x180:r=25:start_scale=2:end_scale=0.6:end_pts=300";

    private const string Coding = "-c:v libx264 -preset ultrafast -crf 12 -pix_fmt yuv420p";

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Fact]
    public async Task Film_WithoutFaults_HasNoFindings() => await AssertFoundAsync($"{Motion} -frames:v 150 {Coding}", []);

    [Fact]
    public async Task Film_WithBlackFramesInAShot_HasADropoutThere() =>
        await AssertFoundAsync($"{Motion} -frames:v 150 -vf drawbox=c=black:t=fill:enable='between(n,60,63)' {Coding}", [("picture.dropout", 60, 64)]);

    [Fact]
    public async Task Film_ThatBeginsInBlack_SaysHowLong() =>
        await AssertFoundAsync($"{Motion} -frames:v 150 -vf drawbox=c=black:t=fill:enable='lt(n,40)' {Coding}", [("picture.black", 0, 40)]);

    [Fact]
    public async Task Film_ThatIsAllBlack_IsSaidToBe() =>
        await AssertFoundAsync($"-f lavfi -i color=black:s=320x180:r=25 -frames:v 100 {Coding}", [("picture.all_black", 0, 100)]);

    [Fact]
    public async Task Film_ThatStandsStill_IsFrozenThere() =>
        await AssertFoundAsync($"{Motion} -frames:v 150 -vf loop=loop=60:size=1:start=40 {Coding}", [("picture.frozen", 39, 100)]);

    [Fact]
    public async Task Film_WithAFrameTwice_HasARepeatThere() =>
        await AssertFoundAsync($"{Motion} -frames:v 120 -vf loop=loop=1:size=1:start=50 {Coding}", [("picture.repeated", 50, 51)]);

    [Fact]
    public async Task Film_WithBarsInFront_HasThemNamed() =>
        await AssertFoundAsync(
            $"-f lavfi -i smptehdbars=s=320x180:r=25:d=2 {Motion} -filter_complex [0:v]setsar=1[a];[1:v]trim=start_frame=10:end_frame=120,setpts=PTS-STARTPTS,setsar=1[b];[a][b]concat {Coding}", [("picture.bars", 0, 50)]);

    [Fact]
    public async Task Film_WithBordersAboveAndBelow_HasItsAreaTold()
    {
        var inspection = await AssertFoundAsync($"{Motion} -frames:v 100 -vf scale=320:136,pad=320:180:0:22 {Coding}", [("picture.letterbox", 0, 100)]);
        Assert.Equal(new Rectangle { Left = 0, Top = 22, Width = 320, Height = 136 }, Assert.Single(inspection.ActiveAreas).Area);
    }

    [Fact]
    public async Task Film_CombedAndSaidToBeProgressive_IsFound() => await AssertFoundAsync(
        $"{Motion.Replace("r=25", "r=50", StringComparison.Ordinal)} -vf tinterlace=interleave_top,setfield=prog -frames:v 100 {Coding}", [("picture.combed", 0, 100)]);

    [Fact]
    public async Task Film_WithTheOtherFieldFirst_IsFound() => await AssertFoundAsync(
        $"{Motion.Replace("r=25", "r=50", StringComparison.Ordinal)} -vf tinterlace=interleave_bottom,setfield=tff -frames:v 100 {Coding} -flags +ilme+ildct -x264-params tff=1",
        [("source.interlaced", 0, 100), ("picture.field_order", 0, 100)]);

    [Fact]
    public async Task Film_PulledDown_IsTelecined() => await AssertFoundAsync(
        $"{Motion.Replace("r=25", "r=24", StringComparison.Ordinal)} -vf telecine=pattern=23,setfield=prog -frames:v 150 {Coding}", [("picture.telecine", 0, 150)]);

    [Fact]
    public async Task Film_WithEveryFifthFrameARepeat_HasThatCadence() => await AssertFoundAsync(
        $"{Motion.Replace("r=25", "r=24", StringComparison.Ordinal)} -vf fps=30 -frames:v 150 {Coding}", [("picture.cadence", 0, 150)]);

    [Fact]
    public async Task Film_WithEverySixthFrameLeftOut_HasThatCadence()
    {
        var film = await _films.MakeAsync(
            "film.mkv", $"{Motion.Replace("r=25", "r=30", StringComparison.Ordinal)} -vf select='mod(n+1\\,6)',setpts=N/(25*TB) -frames:v 150 -r 25 {Coding}", Token);

        var finding = Assert.Single((await _films.InspectAsync(film, Token)).Findings);

        Assert.Equal(("picture.cadence", "one frame of 6"), (finding.Code, finding.Evidence["missing"]));
        Assert.InRange(finding.Frames.To - finding.Frames.From, 100, 150);
    }

    [Fact]
    public async Task Film_WithMixedFrames_IsBlended() => await AssertFoundAsync(
        $"{Motion.Replace("r=25", "r=24", StringComparison.Ordinal)} -vf framerate=30:interp_start=0:interp_end=255:scene=100 -frames:v 150 {Coding}", [("picture.blended", 0, 150)]);

    [Fact]
    public async Task Film_OfAllLevelsThatSaysNarrowRange_IsFound() => await AssertFoundAsync(
        $"{Motion} -frames:v 100 -vf lutyuv=y=clip((val-128)*1.8+128\\,0\\,255) -color_range tv {Coding}", [("picture.range", 0, 100)]);

    [Fact]
    public async Task Film_OfNarrowLevelsThatSaysFullRange_IsFound() => await AssertFoundAsync(
        $"{Motion} -frames:v 100 -vf format=yuv420p,lutyuv=y=clip((val-128)*1.8+128\\,16\\,235),setparams=range=pc -color_range pc {Coding.Replace("-crf 12", "-crf 1", StringComparison.Ordinal)}", [("picture.range", 0, 100)]);

    // What a camera's log curve or PQ makes of a picture, and the label of another: a dull one that never gets bright.
    [Theory]
    [InlineData("yuv420p10le", true)]
    [InlineData("yuv420p", false)]
    public async Task Film_OfFlatLevelsThatSaysStandardRange_IsFoundWhereItMayBeAnother(string format, bool found) => await AssertFoundAsync(
        $"{Motion} -frames:v 100 -vf format=yuv420p10le,lutyuv=y=330+(val-512)*0.75,setparams=range=tv:color_trc=bt709 -color_trc bt709 {Coding.Replace("yuv420p", format, StringComparison.Ordinal)}",
        found ? [("picture.transfer", 0, 100)] : []);

    // Soft, for FFmpeg sees no fields and no lack of them in edges as fine as a line.
    [Theory]
    [InlineData("tff")]
    [InlineData("bff")]
    public async Task Film_OfWholePicturesThatSaysFields_IsProgressive(string fields) => await AssertFoundAsync(
        $"{Motion} -vf gblur=sigma=2,setfield={fields} -frames:v 100 {Coding} -flags +ilme+ildct -x264-params {fields}=1",
        [("source.interlaced", 0, 100), ("picture.progressive", 0, 100)]);

    [Fact]
    public async Task Film_OfFieldsThatSaysSo_IsWhatItSays() => await AssertFoundAsync(
        $"{Motion.Replace("r=25", "r=50", StringComparison.Ordinal)} -vf tinterlace=interleave_top,setfield=tff -frames:v 100 {Coding} -flags +ilme+ildct -x264-params tff=1", [("source.interlaced", 0, 100)]);

    private async Task<InspectResponse> AssertFoundAsync(string arguments, (string Code, long From, long To)[] expected)
    {
        var film = await _films.MakeAsync("film.mkv", arguments, Token);
        var inspection = await _films.InspectAsync(film, Token);
        Assert.Equal(expected, inspection.Findings.Select(finding => (finding.Code, finding.Frames.From, finding.Frames.To)));
        return inspection;
    }
}

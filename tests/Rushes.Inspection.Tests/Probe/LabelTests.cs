using Rushes.Contracts;
using Rushes.Testing;

namespace Rushes.Inspection.Tests.Probe;

/// <summary>Container, text, timecodes and dynamic metadata of whole films.</summary>
public sealed class LabelTests : IAsyncDisposable
{
    private const string Picture = "-f lavfi -i testsrc2=s=64x64:r=30000/1001:d=0.5";
    private const string Coded = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p";

    private readonly InspectedFilm _films = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _films.DisposeAsync();

    [Fact]
    public async Task Inspect_PlainFilm_HasItsContainerAndNoFinding()
    {
        var inspection = await MadeAsync("film.mp4", $"{Picture} -f lavfi -i sine=d=0.5 {Coded} -c:a aac");

        Assert.Equal("mov,mp4,m4a,3gp,3g2,mj2", inspection.Container);
        Assert.Empty(inspection.Findings);
        Assert.Empty(inspection.Text);
        Assert.Empty(inspection.Timecodes);
    }

    [Theory]
    [InlineData("mp4", "64:27", "4:3 1:1")]
    [InlineData("mkv", "64:27", "4:3 1:1")]
    [InlineData("mp4", "16:9", "")]
    [InlineData("mp4", "1.80", "")] // by 1 %
    public async Task Inspect_ContainerOfAnotherShape_IsAContradiction(string container, string aspect, string expected)
    {
        var coded = await _films.MakeAsync("coded.mp4", $"-f lavfi -i testsrc2=s=320x180:d=0.5 -vf setsar=1 {Coded}", Token);

        var inspection = await MadeAsync($"film.{container}", $"-i {coded} -c copy -aspect {aspect}");

        Assert.Equal(expected, string.Join("; ", inspection.Findings.Where(finding => finding.Code == "source.aspect").Select(finding => $"{finding.Evidence["container"]} {finding.Evidence["pictures"]}")));
    }

    [Fact]
    public async Task Inspect_DropFrameTimecodeOfQuickTime_IsListedByPlace()
    {
        var inspection = await MadeAsync("film.mov", $"{Picture} {Coded} -timecode 01:00:00;02");

        Assert.Equal(
            [new Timecode { Start = "01:00:00;02", Place = "stream 0" }, new Timecode { Start = "01:00:00;02", Place = "stream 1" }],
            inspection.Timecodes);
        Assert.Empty(inspection.Findings);
    }

    [Fact]
    public async Task Inspect_TimecodeOfMpeg2InMxf_IsThatOfFormatAndPicture()
    {
        var inspection = await MadeAsync(
            "film.mxf", "-f lavfi -i testsrc2=s=720x576:r=25:d=0.5 -c:v mpeg2video -b:v 5M -bf 2 -pix_fmt yuv420p -timecode 10:00:00:00");

        Assert.Contains(new Timecode { Start = "10:00:00:00", Place = "format" }, inspection.Timecodes);
        Assert.Contains(new Timecode { Start = "10:00:00:00", Place = "first picture" }, inspection.Timecodes);
        Assert.DoesNotContain(inspection.Findings, finding => finding.Code == "source.timecodes");
    }

    [Theory]
    [InlineData("film.mkv", "srt", "subrip")]
    [InlineData("film.mp4", "mov_text", "mov_text")]
    public async Task Inspect_Subtitles_AreListedWithTheirLanguage(string name, string codec, string expected)
    {
        var subtitles = _films["text.srt"];
        await File.WriteAllTextAsync(subtitles, "1\n00:00:00,000 --> 00:00:00,400\nHere.\n", Token);

        var inspection = await MadeAsync(name, $"{Picture} -i {subtitles} {Coded} -map 0:v -map 1 -c:s {codec} -metadata:s:s:0 language=ger");

        Assert.Equal(new SubtitleTrack { StreamIndex = 1, Codec = expected, Language = "de" }, Assert.Single(inspection.Text));
    }

    [Theory]
    [InlineData("i-fragmented/fragmented_captions.mp4")]
    [InlineData("i-fragmented/sd-hls0000000000.ts")]
    public async Task Inspect_CaptionsInsideThePicture_AreListed(string name)
    {
        var inspection = await SharedAsync(name);

        Assert.Equal(new SubtitleTrack { StreamIndex = 0, Codec = "eia_608", Language = "und" }, Assert.Single(inspection.Text));
    }

    [Theory]
    [InlineData("b-hdr/fate_dovi-p5.mp4", "5.0", Severity.Warning)]
    [InlineData("b-hdr/fate_dovi-p81.mp4", "8.1", Severity.Info)]
    [InlineData("b-hdr/fate_dv84_iphone_hlg.mov", "8.4", Severity.Info)]
    [InlineData("b-hdr/sample_edit_list.mp4", "8.4", Severity.Info)]
    [InlineData("b-hdr/dovi_regular.hevc", "8", Severity.Info)]
    public async Task Inspect_DolbyVision_IsSaid(string name, string profile, Severity severity)
    {
        var inspection = await SharedAsync(name);

        Assert.Equal(profile, inspection.Video.DolbyVision);
        Assert.Equal(severity, Assert.Single(inspection.Findings, finding => finding.Code == "source.dolby_vision").Severity);
    }

    [Theory]
    [InlineData("b-hdr/hdr10plus_ToS-s01.h265", true)]
    [InlineData("b-hdr/fate_dovi-p81.mp4", false)]
    public async Task Inspect_Hdr10Plus_IsSaid(string name, bool expected)
    {
        var inspection = await SharedAsync(name);

        Assert.Equal(expected, inspection.Video.Hdr10Plus);
        Assert.Equal(expected, inspection.Findings.Any(finding => finding.Code == "source.hdr10_plus"));
    }

    [Theory]
    [InlineData("e-mezzanine/gopro_karma.mp4", "19:26:48:04", "stream 2")]
    [InlineData("e-mezzanine/fate_dnxhr444_tmcd.mov", "00:47:10:07", "stream 1")]
    [InlineData("b-hdr/fate_Meridian-ProResProxy-HDR10.mxf", "00:01:15;26", "format")]
    [InlineData("i-fragmented/4pics.264", "20:39:40:05", "first picture")]
    public async Task Inspect_Timecode_IsFoundWhereItIs(string name, string start, string place)
    {
        var inspection = await SharedAsync(name);

        Assert.Contains(new Timecode { Start = start, Place = place }, inspection.Timecodes);
        Assert.DoesNotContain(inspection.Findings, finding => finding.Code == "source.timecodes");
    }

    private async Task<InspectResponse> MadeAsync(string name, string arguments) => await InspectAsync(await _films.MakeAsync(name, arguments, Token));

    private async Task<InspectResponse> SharedAsync(string name)
    {
        var path = TestMedia.Shared(name);
        _films.Add(path);
        return await InspectAsync(path);
    }

    private Task<InspectResponse> InspectAsync(string path) => _films.InspectAsync(path, Token, request => request.Phase = InspectionPhase.Artefacts);
}

using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Inspection;

/// <summary>What the inspection offers is done to a title when that is said.</summary>
public sealed class RemedyTests : IDisposable
{
    private const string Mandelbrot = "-f lavfi -i mandelbrot=size=192x108:rate=24000/1001:end_scale=0.05 -frames:v 120";
    private const string Fields = "-pix_fmt yuv420p -c:v mpeg2video -b:v 4M -flags +ildct+ilme -top 1";
    private const string Telecined = $"{Mandelbrot} -vf pad=192:144:0:18,telecine=first_field=top:pattern=23,setfield=tff -r 30000/1001 {Fields} -video_track_timescale 30000";
    private const string Interlaced = "-f lavfi -i mandelbrot=size=192x144:rate=50:end_scale=0.05 -frames:v 60 -vf tinterlace=interleave_top,setfield=tff -r 25 " + Fields;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encode_TelecinedAndLetterboxed_GivesTheFilmWithoutItsBorders()
    {
        var report = await EncodeAsync(Telecined, "all");

        var steps = report.GetProperty("steps");
        Assert.True(steps.GetProperty("ivtc").GetBoolean());
        Assert.Equal("192:108:0:18", steps.GetProperty("crop").GetString());
        Assert.False(steps.TryGetProperty("deinterlace", out _));
        var rendition = Assert.Single(report.GetProperty("renditions").EnumerateArray());
        Assert.Equal((192, 108), (rendition.GetProperty("width").GetInt32(), rendition.GetProperty("height").GetInt32()));
        Assert.Equal(96, rendition.GetProperty("frames").GetInt32());
    }

    [Fact]
    public async Task Encode_OneRemedyOfTwo_TakesThatOne()
    {
        var report = await EncodeAsync(Telecined, "crop");

        Assert.Equal("""{"crop":"192:108:0:18"}""", report.GetProperty("steps").GetRawText().Replace(" ", "", StringComparison.Ordinal).ReplaceLineEndings(""));
        Assert.Equal(120, Assert.Single(report.GetProperty("renditions").EnumerateArray()).GetProperty("frames").GetInt32());
    }

    [Fact]
    public async Task Encode_Fields_MakesPicturesOfThem()
    {
        var report = await EncodeAsync(Interlaced, "deinterlace,ivtc");

        Assert.Equal("frames", report.GetProperty("steps").GetProperty("deinterlace").GetString());
    }

    private async Task<JsonElement> EncodeAsync(string film, string remedies)
    {
        var source = await TestMedia.MakeAsync(_folder["film.mov"], film, Token);
        var end = await new RushesProgram(_folder["work"]).RunAsync(
            Token, "encode", source, "--out", _folder["out"], "--work", _folder["work"], "--inspect", "full", "--remedy", remedies, "--json");
        Assert.True(end.ExitCode == 0, end.ToString());
        using var report = JsonDocument.Parse(end.Output);
        return report.RootElement.Clone();
    }
}

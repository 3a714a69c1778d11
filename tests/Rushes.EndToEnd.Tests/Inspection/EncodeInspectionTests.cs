using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Inspection;

/// <summary>A title is looked at before it is encoded.</summary>
public sealed class EncodeInspectionTests : IDisposable
{
    private const string Black = "-f lavfi -i color=black:size=64x48:rate=5:duration=61 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -g 50";
    private const string Letterboxed = "-f lavfi -i mandelbrot=size=128x72:rate=25 -frames:v 50 -vf pad=128:96:0:12 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -g 25";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encode_FilmWithoutAPicture_IsRefusedWithTheFinding()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], Black, Token);

        var end = await EncodeAsync(film, "full");

        Assert.Equal(3, end.ExitCode);
        using var answer = JsonDocument.Parse(end.Output);
        var failure = Assert.Single(answer.RootElement.GetProperty("failures").EnumerateArray());
        Assert.Equal("picture.all_black", failure.GetProperty("code").GetString());
        Assert.Contains("--inspect artefacts", failure.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Encode_FilmWithoutAPictureThatIsTrusted_IsEncoded()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], Black, Token);

        var end = await EncodeAsync(film, "artefacts");

        Assert.True(end.ExitCode == 0, end.ToString());
    }

    [Fact]
    public async Task Encode_LetterboxedFilm_ReportsTheCropThatItAskedFor()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], Letterboxed, Token);

        var end = await EncodeAsync(film, "full");

        Assert.True(end.ExitCode == 0, end.ToString());
        using var answer = JsonDocument.Parse(end.Output);
        var finding = Assert.Single(answer.RootElement.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "picture.letterbox");
        Assert.Contains("--crop 128:72:0:12", finding.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    private Task<ProgramEnd> EncodeAsync(string film, string phase) => new RushesProgram(_folder["work"]).RunAsync(
        Token, "encode", film, "--out", _folder["out"], "--work", _folder["work"], "--inspect", phase, "--quality", "none", "--json");
}

using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Inspection;

/// <summary>Numbered images are a mezzanine as a film is.</summary>
public sealed class ImageSequenceTests : IDisposable
{
    private const int Frames = 48;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("png", "rgb24")]
    [InlineData("dpx", "gbrp10be")]
    public async Task Images_InspectedEncodedAndMeasured_AreTheSamePictures(string form, string pixels)
    {
        var images = await MakeAsync(form, pixels);

        var answer = await RunAsync("inspect", images, "--rate", "23.976", "--json");
        var source = answer.GetProperty("source");
        Assert.Equal(Frames, source.GetProperty("frames").GetInt32());
        Assert.EndsWith($"shot_%2504d.{form}", source.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.Equal("24000/1001", answer.GetProperty("video").GetProperty("frameRate").GetString());

        var report = await RunAsync("encode", images, "--rate", "23.976", "--out", _folder["out"], "--mp4", "--json");
        Assert.Equal(source.GetProperty("uri").GetString(), report.GetProperty("source").GetProperty("uri").GetString());
        Assert.Equal(Frames, report.GetProperty("renditions")[0].GetProperty("frames").GetInt32());

        var film = Assert.Single(Directory.GetFiles(_folder["out/mp4"]));
        var quality = await RunAsync("quality", images, film, "--rate", "23.976", "--min", "90", "--json");
        Assert.True(quality.GetProperty("enough").GetBoolean());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["work/jobs"]));
    }

    [Fact]
    public async Task Images_WithoutARate_AreAWrongCommand()
    {
        var images = await MakeAsync("png", "rgb24");

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "inspect", images);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("--rate", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_OfWhichSomeAreMissing_AreRefused()
    {
        var images = await MakeAsync("png", "rgb24");
        File.Delete(Path.Combine(images, "shot_0020.png"));

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "encode", images, "--rate", "24", "--out", _folder["out"]);

        Assert.Equal(3, end.ExitCode);
        Assert.Contains("missing: 20", end.Errors, StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync(string form, string pixels)
    {
        Directory.CreateDirectory(_folder["images"]);
        await TestMedia.MakeAsync(
            _folder[$"images/shot_%04d.{form}"], $"-f lavfi -i testsrc2=size=320x180:rate=24 -frames:v {Frames} -start_number 7 -pix_fmt {pixels}", Token);
        return _folder["images"];
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, [.. arguments, "--work", _folder["work"]]);
        Assert.True(end.ExitCode == 0, end.ToString());
        using var answer = JsonDocument.Parse(end.Output);
        return answer.RootElement.Clone();
    }
}

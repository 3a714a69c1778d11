using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Inspection;

/// <summary>The command <c>inspect</c> as a user has it.</summary>
public sealed class InspectCommandTests : IDisposable
{
    // Fields, and sound: something to be found even by the artefacts alone.
    private const string Film =
        "-f lavfi -i testsrc2=size=320x180:rate=50:duration=4 -f lavfi -i sine=frequency=440:duration=4 -vf tinterlace=interleave_top,setfield=tff -pix_fmt yuv420p -c:v libx264 -flags +ildct+ilme -preset ultrafast -crf 20 -g 12 -c:a aac -ac 2";

    // Frame n has a luma of 16 + 2 n.
    private const string Steps =
        "-f lavfi -i color=black:size=64x64:rate=25:duration=4 -vf format=yuv420p,geq=lum=16+2*N:cb=128:cr=128,setfield=tff -c:v libx264 -flags +ildct+ilme -preset veryfast -crf 4 -g 10";

    /// <summary>Times, fingerprints, digests of groups and the rest of the scan; what was measured; what was heard.</summary>
    private const int Kept = 6;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_Json_SaysWhatTheFilmIs()
    {
        var end = await RunAsync("--json", "--html", _folder["page.html"]);

        Assert.True(end.ExitCode == 0, end.ToString());
        using var json = JsonDocument.Parse(end.Output);
        var answer = json.RootElement;
        Assert.Equal("done", answer.GetProperty("status").GetString());
        Assert.Equal(100, answer.GetProperty("source").GetProperty("frames").GetInt32());
        Assert.Equal(("h264", 320, "tt"), (Of("codec").GetString(), Of("width").GetInt32(), Of("fieldOrder").GetString()));
        Assert.Equal("aac", answer.GetProperty("audio")[0].GetProperty("codec").GetString());
        Assert.Contains(answer.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("code").GetString() == "source.interlaced");
        await AssertIsAPageAsync();

        JsonElement Of(string name) => answer.GetProperty("video").GetProperty(name);
    }

    [Theory]
    [InlineData("--phase", "artefacts")]
    [InlineData("--deinterlace=fields")]
    public async Task Inspect_ForPeople_ShowsTables(params string[] options)
    {
        var end = await RunAsync(options);

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.Contains("h264, 320x180", end.Output, StringComparison.Ordinal);
        Assert.Contains(options is ["--phase", ..] ? "100 frames" : "200 fields", end.Output, StringComparison.Ordinal);
        Assert.Contains("result  ", end.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["work/rushes/jobs"]) && Directory.EnumerateFileSystemEntries(_folder["work/rushes/jobs"]).Any());
    }

    [Fact]
    public async Task Inspect_Html_ShowsTheVeryFrame()
    {
        var film = await TestMedia.MakeAsync(_folder["steps.mp4"], Steps, Token);

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "inspect", film, "--html", _folder["page.html"]);

        // Interlaced as a whole: a third into the hundred frames is frame 33, and JPEG has the full range.
        Assert.True(end.ExitCode == 0, end.ToString());
        var grey = await GreyAsync();
        Assert.Equal(320 * 320, grey.Length);
        Assert.InRange(grey.Average(value => value), (2 * 33 * 255 / 219.0) - 1, (2 * 33 * 255 / 219.0) + 1);
    }

    [Fact]
    public async Task Inspect_HtmlOfHdr_ShowsItsTonesOnAnOrdinaryScreen()
    {
        // 273 cd/m² (Rec. ITU-R BT.2100), bright for a diffuse white. The very samples would be 156 of full range, a dull grey.
        const string White = "-f lavfi -i color=black:s=320x320:r=25:d=1,format=yuv420p10le,geq=lum=600:cb=512:cr=512,"
            + "setparams=range=tv:color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc -c:v ffv1";
        var film = await TestMedia.MakeAsync(_folder["white.mkv"], White, Token);

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "inspect", film, "--html", _folder["page.html"]);

        Assert.True(end.ExitCode == 0, end.ToString());
        Assert.InRange((await GreyAsync()).Average(value => value), 200, 215);
    }

    [Fact]
    public async Task Inspect_SameBytesUnderAnotherName_TakesWhatWasScannedMeasuredAndHeard()
    {
        var film = await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token);
        var bytes = await File.ReadAllBytesAsync(film, Token);
        var program = new RushesProgram(_folder["work"]);

        var first = await program.RunAsync(Token, "inspect", film, "--json", "--verbose");
        var same = await program.RunAsync(Token, "inspect", _folder.Write("same.mp4", bytes), "--json", "--verbose");
        var other = await program.RunAsync(Token, "inspect", _folder.Write("other.mp4", [.. bytes, .. "\0\0\0\u0008free"u8]), "--json", "--verbose");

        Assert.Equal((0, Kept, 0), (Taken(first), Taken(same), Taken(other)));
        Assert.Equal(Judged(first), Judged(same));
    }

    [Fact]
    public async Task Inspect_OfNoMedia_IsRefused()
    {
        await File.WriteAllTextAsync(_folder["notes.mov"], "no film", Token);

        var end = await new RushesProgram(_folder["work"]).RunAsync(Token, "inspect", _folder["notes.mov"], "--json");

        Assert.True(end.ExitCode == 3, end.ToString());
        Assert.Contains("\"refused\"", end.Output, StringComparison.Ordinal);
    }

    /// <summary>How many results of earlier inspections it took.</summary>
    private static int Taken(ProgramEnd end)
    {
        Assert.True(end.ExitCode == 0, end.ToString());
        return end.Errors.Split('\n').Count(line => line.Contains("Piece ", StringComparison.Ordinal) && line.Contains(" was there", StringComparison.Ordinal));
    }

    private static string Judged(ProgramEnd end)
    {
        using var json = JsonDocument.Parse(end.Output);
        return string.Concat(new[] { "video", "audio", "findings" }.Select(name => json.RootElement.GetProperty(name).GetRawText()));
    }

    /// <summary>Samples of the first picture.</summary>
    private async Task<byte[]> GreyAsync()
    {
        await File.WriteAllBytesAsync(_folder["picture.jpg"], await PictureAsync(), Token);
        return await File.ReadAllBytesAsync(await TestMedia.MakeAsync(_folder["picture.gray"], $"-i {_folder["picture.jpg"]} -pix_fmt gray -f rawvideo", Token), Token);
    }

    private async Task<byte[]> PictureAsync()
    {
        const string Start = "data:image/jpeg;base64,";
        var page = await File.ReadAllTextAsync(_folder["page.html"], Token);
        var first = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return Convert.FromBase64String(page[first..page.IndexOf('"', first)]);
    }

    private async Task AssertIsAPageAsync()
    {
        var text = await File.ReadAllTextAsync(_folder["page.html"], Token);
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, Async = true });
        var page = await XDocument.LoadAsync(reader, LoadOptions.None, Token);
        Assert.NotEmpty(page.Descendants("svg"));
        Assert.Equal([0xff, 0xd8], (await PictureAsync())[..2]);
        Assert.DoesNotContain("http:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    private async Task<ProgramEnd> RunAsync(params string[] options) =>
        await new RushesProgram(_folder["work"]).RunAsync(Token, ["inspect", await TestMedia.MakeAsync(_folder["film.mp4"], Film, Token), .. options]);
}

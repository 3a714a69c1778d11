using Rushes.Contracts;
using Rushes.Validation.Expectations;

namespace Rushes.Validation.Tests;

public sealed class ExpectationFileTests
{
    private const string Display =
        "{redX: 34000, redY: 16000, greenX: 13250, greenY: 34500, blueX: 7500, blueY: 3000, whiteX: 15635, whiteY: 16450, maxLuminance: 10000000, minLuminance: 1}";

    [Fact]
    public void File_WithEveryKey_IsReadWhole()
    {
        var expectation = Valid($$"""
            version: 1
            format: hevc
            profile: main10
            level: 5.1
            tier: main
            bits: 10
            chroma: 4:2:0
            resolution: {width: 3840, height: 2160}
            pixelAspect: 1:1
            frameRate: 24000/1001
            frames: 1439
            duration: 60.018
            fieldOrder: progressive
            colour: {primaries: bt2020, transfer: smpte2084, matrix: bt2020nc, range: tv, chromaLocation: topleft}
            hdr:
              masteringDisplay: {{Display}}
              contentLight: {maxContent: 1000, maxFrameAverage: 0}
            maxrate: 12000k
            buffer: 24000k
            bitrate: 8000k
            gopMs: 2000
            """);

        Assert.Equal((CodecFormat.Hevc, "main10", "5.1", "main", 10), (expectation.Format, expectation.Profile, expectation.Level, expectation.Tier, expectation.Bits));
        Assert.Equal((3840, 2160, 1439, 2000), (expectation.Resolution.Width, expectation.Resolution.Height, expectation.Frames, expectation.GopMs));
        Assert.Equal((12_000_000, 24_000_000, 8_000_000), (expectation.Maxrate, expectation.Buffer, expectation.Bitrate));
        Assert.Equal((34_000u, 10_000_000u, 1_000u), (expectation.Hdr.MasteringDisplay.RedX, expectation.Hdr.MasteringDisplay.MaxLuminance, expectation.Hdr.ContentLight.MaxContent));
        Assert.Equal(("bt2020", "topleft", "4:2:0"), (expectation.Colour.Primaries, expectation.Colour.ChromaLocation, expectation.Chroma));
    }

    [Theory]
    [InlineData("avc", "profile", "high422")]
    [InlineData("avc", "level", "1b")]
    [InlineData("avc", "level", "4")]
    [InlineData("avc", "level", "\"4.0\"")]
    [InlineData("hevc", "profile", "main444-12")]
    [InlineData("hevc", "level", "8.5")]
    [InlineData("av1", "profile", "professional")]
    [InlineData("av1", "level", "maximum")]
    [InlineData("vp9", "profile", "2")]
    [InlineData("prores", "profile", "4444xq")]
    [InlineData("dnxhr", "profile", "hqx")]
    [InlineData("mpeg2", "profile", "422")]
    [InlineData("mpeg2", "level", "high-1440")]
    [InlineData("h263", "profile", "baseline")]
    public void Name_ThatStreamsOfTheFormatHave_IsTaken(string format, string key, string name)
    {
        var expectation = Valid($"version: 1\nformat: {format}\n{key}: {name}");

        Assert.Equal(name.Trim('"'), key == "level" ? expectation.Level : expectation.Profile);
        Assert.Equal(expectation, Valid($"{key}: {name}\nversion: 1\nformat: {format}"));
    }

    [Theory]
    [InlineData("format: avc\nprofile: main10", 3)]
    [InlineData("format: avc\nlevel: 8.5", 3)]
    [InlineData("format: hevc\nlevel: 1b", 3)]
    [InlineData("format: mpeg2\nlevel: 4.1", 3)]
    [InlineData("format: prores\nlevel: 4.1", 3)]
    [InlineData("format: vc1\nprofile: main", 3)]
    [InlineData("profile: foo", 2)]
    [InlineData("level: banana", 2)]
    [InlineData("level: 9.9", 2)]
    [InlineData("bits: 9", 2)]
    [InlineData("bits: 0", 2)]
    [InlineData("frames: 0", 2)]
    [InlineData("gopMs: 0", 2)]
    [InlineData("duration: 0", 2)]
    [InlineData("frameRate: 0", 2)]
    [InlineData("pixelAspect: 12", 2)]
    [InlineData("resolution: {}", 2)]
    [InlineData("resolution:\n  width: 256", 3)]
    [InlineData("resolution:\n  width: 256\n  height: 0", 4)]
    [InlineData("colour: {}", 2)]
    [InlineData("colour:\n  transfer: reserved", 3)]
    [InlineData("hdr: {}", 2)]
    [InlineData("hdr:\n  masteringDisplay: {}", 3)]
    [InlineData("hdr:\n  contentLight: {maxContent: 1000}", 3)]
    [InlineData("hdr:\n  contentLight: {maxContent: 0, maxFrameAverage: 0}", 3)]
    [InlineData("maxrate: lots\nbuffer: 24000k", 2)]
    [InlineData("buffer: 24000k", 2)]
    public void File_WithOneMistake_NamesItsLineAndWhatToWrite(string lines, int line)
    {
        var failure = Assert.Single(Mistakes($"version: 1\n{lines}"));

        Assert.Equal((FailureCategory.Configuration, "expect.yaml", line), (failure.Category, failure.Place.Path, failure.Place.Line));
        Assert.Matches("^(Write|Leave) ", failure.Remedy);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void File_WithManyMistakes_TellsAllWithTheirLines(string end)
    {
        string[] lines =
        [
            "version: 2", "format: avd", "profile: foo", "level: banana", "tier: low", "bits: 9", "chroma: 4:2:1", "resolution: {width: 0, height: 0}", "pixelAspect: 12",
            "frameRate: 24/0", "frames: 0", "duration: long", "fieldOrder: bt", "colour: {primaries: bt2021}", "color: bt709", "hdr: {}", "noHdr: true", "maxrate: 12000k",
            "bitrate: many", "gopMs: 0",
        ];

        var mistakes = Mistakes(string.Join(end, lines));

        int[] twice = [8];
        Assert.Equal(Enumerable.Range(1, lines.Length).Concat(twice).Order(), mistakes.Select(mistake => mistake.Place.Line));
        Assert.Equal(["'width'", "'height'"], mistakes.Where(mistake => mistake.Place.Line == 8).Select(mistake => mistake.Message.Split(' ')[0]));
        Assert.Equal(("'version' of the file is not 1.", "Write 'version: 1'."), (mistakes[0].Message, mistakes[0].Remedy));
        Assert.Contains("bt2020", mistakes.Single(mistake => mistake.Place.Line == 14).Remedy, StringComparison.Ordinal);
        Assert.Contains("'buffer'", mistakes.Single(mistake => mistake.Place.Line == 18).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void File_WithoutVersion_SaysWhatToWrite()
    {
        var failure = Assert.Single(Mistakes("frames: 1"));

        Assert.Equal(("expectation.missing", "The file has no 'version'.", "Write 'version: 1'."), (failure.Code, failure.Message, failure.Remedy));
    }

    private static StreamExpectation Valid(string yaml) =>
        Assert.IsType<ParsedExpectation.Valid>(ExpectationFile.Parse(yaml, "expect.yaml")).Expectation;

    private static IReadOnlyList<Failure> Mistakes(string yaml) =>
        Assert.IsType<ParsedExpectation.Invalid>(ExpectationFile.Parse(yaml, "expect.yaml")).Failures;
}

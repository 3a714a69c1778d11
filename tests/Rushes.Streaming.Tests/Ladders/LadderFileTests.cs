using Rushes.Contracts;
using Rushes.Streaming.Ladders;

namespace Rushes.Streaming.Tests.Ladders;

public sealed class LadderFileTests
{
    private const string Head = "version: 1\ncodec: avc\nsegment: 6s\nrenditions:\n";

    [Fact]
    public void File_WithEveryKey_IsReadWhole()
    {
        var ladder = Valid(Head + """
              - {name: low, height: 360, width: 640, bitrate: 800k, passes: 1, maxrate: 1200k, buffer: 1600k, fps: half}
              - {name: 720p-main, height: 720, crf: 21.5, maxrate: 3000k, profile: main, level: 3.1, preset: slow, bits: 8, fps: source}
              - {name: master, height: 1080, lossless: true, bits: 10}
            """);

        Assert.Equal(6_000, ladder.SegmentMs);
        Assert.Equal(CodecFormat.Avc, ladder.Codec);
        Assert.Equal(new Rung { Name = "low", Height = 360, Width = 640, Rate = new RateControl { Bitrate = 800_000, Passes = 1, Maxrate = 1_200_000, Buffer = 1_600_000 }, HalfRate = true }, ladder.Rungs[0]);
        Assert.Equal(
            new Rung { Name = "720p-main", Height = 720, Profile = "main", Level = "3.1", Preset = "slow", Bits = 8, Rate = new RateControl { Crf = 21.5, Maxrate = 3_000_000, Buffer = 6_000_000 } },
            ladder.Rungs[1]);
        Assert.Equal(new Rung { Name = "master", Height = 1080, Bits = 10, Rate = new RateControl { Lossless = true } }, ladder.Rungs[2]);
    }

    [Theory]
    [InlineData("- {name: a, height: 360, crf: 21, colour: red}", "ladder.unknown_key")]
    [InlineData("- {height: 360, crf: 21}", "ladder.missing")]
    [InlineData("- {name: A b, height: 360, crf: 21}", "ladder.value")]
    [InlineData("- {name: ../up, height: 360, crf: 21}", "ladder.value")]
    [InlineData("- {name: a, crf: 21}", "ladder.missing")]
    [InlineData("- {name: a, height: 361, crf: 21}", "ladder.value")]
    [InlineData("- {name: a, height: -2, crf: 21}", "ladder.value")]
    [InlineData("- {name: a, height: [360], crf: 21}", "ladder.value")]
    [InlineData("- {name: a, height: 360, width: 7, crf: 21}", "ladder.value")]
    [InlineData("- {name: a, height: 360}", "ladder.missing")]
    [InlineData("- {name: a, height: 360, crf: 21, bitrate: 1k}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 52}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: .nan}", "ladder.value")]
    [InlineData("- {name: a, height: 360, bitrate: 0}", "ladder.value")]
    [InlineData("- {name: a, height: 360, bitrate: 1k, passes: 3}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, passes: 2}", "ladder.value")]
    [InlineData("- {name: a, height: 360, bitrate: 1kk}", "ladder.value")]
    [InlineData("- {name: a, height: 360, bitrate: 1M}", "ladder.value")]
    [InlineData("- {name: a, height: 360, lossless: false}", "ladder.value")]
    [InlineData("- {name: a, height: 360, lossless: true, maxrate: 1k}", "ladder.value")]
    [InlineData("- {name: a, height: 360, lossless: true, profile: high}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, buffer: 1k}", "ladder.value")]
    [InlineData("- {name: a, height: 360, bitrate: 2k, maxrate: 1k}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, preset: warp}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, profile: best}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, level: 9}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, bits: 12}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, bits: 10, profile: main}", "ladder.value")]
    [InlineData("- {name: a, height: 360, crf: 21, fps: 25}", "ladder.value")]
    [InlineData("- 1080p", "ladder.value")]
    public void Rendition_WithOneMistake_IsNamedWithItsLine(string rendition, string code)
    {
        var failure = Assert.Single(Mistakes(Head + "  - {name: first, height: 240, crf: 30}\n  " + rendition));

        Assert.Equal(code, failure.Code);
        Assert.Equal(FailureCategory.Configuration, failure.Category);
        Assert.Equal("film.yaml", failure.Place.Path);
        Assert.Equal(6, failure.Place.Line);
        Assert.NotEmpty(failure.Remedy);
    }

    [Theory]
    [InlineData("version: 2", "ladder.value", 1)]
    [InlineData("", "ladder.missing", 1)]
    public void Version_OtherThanOne_IsRefused(string version, string code, int line)
    {
        var failure = Assert.Single(Mistakes(version + "\ncodec: avc\nsegment: 6s\nrenditions: [{name: a, height: 360, crf: 21}]"));

        Assert.Equal(code, failure.Code);
        Assert.InRange(failure.Place.Line, line, line + 1);
    }

    [Theory]
    [InlineData("vc1", "no encoder")]
    [InlineData("divx", "not known")]
    public void Codec_ThatCannotBeEncoded_IsAMistake(string codec, string why)
    {
        var failure = Assert.Single(Mistakes($"version: 1\ncodec: {codec}\nsegment: 6s\nrenditions: [{{name: a, height: 360, crf: 21}}]"));

        Assert.Equal(("ladder.value", 2), (failure.Code, failure.Place.Line));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hevc", "crf: 30, profile: main10, level: '5.1', preset: slow, bits: 10")]
    [InlineData("av1", "crf: 60, level: '5.1', preset: 4, bits: 10, film-grain: 50")]
    [InlineData("vp9", "lossless: true, preset: 8")]
    [InlineData("mpeg2", "bitrate: 8000k, profile: '422', level: high")]
    [InlineData("h263", "crf: 4, width: 352")]
    [InlineData("h263", "bitrate: 300k, passes: 1, width: 352")]
    [InlineData("vp9", "bitrate: 300k, passes: 2")]
    [InlineData("prores-hq", "width: 640")]
    [InlineData("dnxhr-444", "width: 640")]
    public void Rendition_OfAnotherCodec_SaysWhatThatHas(string codec, string values) =>
        Assert.Single(Valid($"version: 1\ncodec: {codec}\nsegment: 6s\nrenditions: [{{name: a, height: 288, {values}}}]").Rungs);

    [Theory]
    [InlineData("hevc", "crf: 52", "52")]
    [InlineData("hevc", "crf: 21, profile: high", "high")]
    [InlineData("hevc", "crf: 21, profile: main, bits: 10", "main10")]
    [InlineData("hevc", "crf: 21, profile: main10, bits: 8", "10 bits only")]
    [InlineData("av1", "lossless: true", "lossless")]
    [InlineData("av1", "crf: 30, preset: medium", "medium")]
    [InlineData("av1", "crf: 30, film-grain: 51", "1 to 50")]
    [InlineData("hevc", "crf: 30, film-grain: 8", "film grain")]
    [InlineData("mpeg2", "crf: 4, bits: 10", "10")]
    [InlineData("mpeg2", "crf: 4, preset: fast", "preset")]
    [InlineData("mpeg2", "bitrate: 8000k, passes: 2", "one pass")]
    [InlineData("prores-hq", "passes: 2", "rate of its own")]
    [InlineData("prores-hq", "crf: 21", "rate of its own")]
    [InlineData("prores-hq", "profile: lt", "no choice")]
    public void Rendition_OfAnotherCodec_MayNotSayWhatThatHasNot(string codec, string values, string why)
    {
        var failure = Assert.Single(Mistakes($"version: 1\ncodec: {codec}\nsegment: 6s\nrenditions: [{{name: a, height: 288, {values}}}]"));
        Assert.Contains(why, $"{failure.Message} {failure.Remedy}", StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_OfEveryCodec_IsALadderOfIt() => Assert.All(CodecNames.All, codec =>
    {
        var ladder = StandardLadder.Of(codec);
        Assert.True(ladder.IsOf(codec));
        Assert.NotEmpty(ladder.Rungs);
        Assert.DoesNotContain(CodecNames.All, other => other != codec && ladder.IsOf(other));
    });

    [Theory]
    [InlineData("6")]
    [InlineData("0s")]
    [InlineData("6007ms")]   // a prime: no equal groups of pictures
    [InlineData("2m")]
    public void Segment_ThatCannotBeCut_IsRefused(string segment) =>
        Assert.Equal(3, Assert.Single(Mistakes($"version: 1\ncodec: avc\nsegment: {segment}\nrenditions: [{{name: a, height: 360, crf: 21}}]")).Place.Line);

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("just words")]
    [InlineData("a: [")]
    [InlineData("version: 1\nversion: 1")]
    [InlineData("version: 1\n---\nversion: 1")]
    [InlineData("\u0000\u0001")]
    public void Text_ThatIsNoMapping_IsOneSyntaxMistake(string text) =>
        Assert.Equal("ladder.syntax", Assert.Single(Mistakes(text)).Code);

    [Fact]
    public void Renditions_OutOfOrderOrOfOneName_AreMistakes()
    {
        var failures = Mistakes(Head + """
              - {name: a, height: 720, crf: 21}
              - {name: b, height: 360, crf: 21}
              - {name: a, height: 720, crf: 24}
            """);

        Assert.Equal([6, 7], failures.Select(failure => failure.Place.Line));
    }

    [Fact]
    public void File_WithManyMistakes_ReportsAllInOrderOfLines()
    {
        var failures = Mistakes("""
            version: 1
            codec: divx
            segment: soon
            colour: blue
            renditions:
              - name: low
                height: 361
                crf: 21
              - name: high
                height: 720
                crf: 99
                preset: warp
            """);

        Assert.Equal([2, 3, 4, 7, 11, 12], failures.Select(failure => failure.Place.Line));
    }

    private static Ladder Valid(string yaml)
    {
        var parsed = LadderFile.Parse(yaml, "film.yaml");
        Assert.True(parsed is ParsedLadder.Valid, string.Join('\n', (parsed as ParsedLadder.Invalid)?.Failures ?? []));
        return ((ParsedLadder.Valid)parsed).Ladder;
    }

    private static IReadOnlyList<Failure> Mistakes(string yaml) =>
        Assert.IsType<ParsedLadder.Invalid>(LadderFile.Parse(yaml, "film.yaml")).Failures;
}

using System.Text.RegularExpressions;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>
/// The level that a rendition is labelled with is the lowest that holds its size, rate and cap: sixty small frames a second, and a cap
/// that alone asks for more. Encoders and muxers that guess see neither.
/// </summary>
public sealed partial class LevelTests
{
    // By hand, from the tables of the standards. 90p: 864,000 luma samples a second (in whole blocks of 16: 3,600 macroblocks);
    // 180p: 3,456,000 (14,400 macroblocks). The encoder of AV1 has no high tier.
    [Theory]
    [InlineData("avc", 5000, "avc1.64000c", "avc1.640015", "12,21")]
    [InlineData("hevc", 5000, "hvc1.1.6.L60.90", "hvc1.1.6.L90.90", "60,90")]
    [InlineData("av1", 5000, "av01.0.00M.08", "av01.0.04M.08", "0,4")]
    [InlineData("vp9", 5000, "vp09.00.11.08", "vp09.00.30.08", "")]
    [InlineData("hevc", 20_000, "hvc1.1.6.L60.90", "hvc1.1.6.H120.90", "60,120")]
    [InlineData("av1", 20_000, "av01.0.00M.08", "av01.0.09M.08", "0,9")]
    public async Task Encode_SixtyFramesASecondAndACap_SaysTheLowestLevelThatHoldsThem(string codec, int cap, string small, string capped, string levels)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var source = await TestMedia.MakeAsync(
            folder["source.mp4"], "-f lavfi -i testsrc2=size=320x180:rate=60:duration=1 -c:v libx264 -preset ultrafast -colorspace bt709 -color_primaries bt709 -color_trc bt709", token);
        var ladder = folder.Write("ladder.yaml", $$"""
            version: 1
            codec: {{codec}}
            segment: 1s
            renditions:
              - {name: small, height: 90, crf: 35}
              - {name: capped, height: 180, crf: 35, maxrate: {{cap}}k, buffer: {{cap}}k}
            """);

        var end = await new RushesProgram(folder["work"]).RunAsync(token, "encode", source, "--out", folder["out"], "--ladder", ladder, "--quality", "none");

        Assert.True(end.ExitCode == 0, end.ToString());
        var playlist = await File.ReadAllTextAsync(folder["out/master.m3u8"], token);
        Assert.Equal([small, capped], Codecs().Matches(playlist).Select(match => match.Groups[1].Value).Select(codecs => codec is "av1" or "vp9" ? codecs[..small.Length] : codecs).Distinct());
        if (levels.Length > 0)
        {
            Assert.Equal(levels, $"{await LevelAsync("small")},{await LevelAsync("capped")}");
        }

        async Task<string> LevelAsync(string rendition) => Assert.Single(await EncodedClip.ProbeAsync(
            folder[$"out/video/{codec}/{rendition}.mp4"], "-select_streams v -show_entries stream=level -of csv=p=0")).Trim(',');
    }

    [GeneratedRegex("CODECS=\"([^\",]*)")]
    private static partial Regex Codecs();
}

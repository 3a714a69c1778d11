using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>One command, one package, several codecs of equal names: each with all frames, and players find both.</summary>
public sealed class SeveralCodecsTests
{
    private const int Frames = 60;

    [Fact]
    public async Task Encode_TwoCodecs_StandInOnePackage()
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var source = await TestMedia.MakeAsync(
            folder["source.mp4"], "-f lavfi -i testsrc2=size=320x180:rate=24:duration=2.5 -f lavfi -i sine=duration=2.5 -c:v libx264 -c:a aac", token);
        var program = new RushesProgram(folder["work"]);

        var end = await program.RunAsync(
            token, "encode", source, "--out", folder["out"], "--ladder", folder.Write("avc.yaml", Ladder("avc", "superfast")),
            "--ladder", folder.Write("vp9.yaml", Ladder("vp9", "5")), "--mp4", "--json");

        Assert.True(end.ExitCode == 0, end.ToString());
        foreach (var codec in (string[])["avc", "vp9"])
        {
            foreach (var path in (string[])[$"out/video/{codec}/90p.mp4", $"out/video/{codec}/180p.mp4", $"out/mp4/{codec}-180p.mp4"])
            {
                var counted = await EncodedClip.ProbeAsync(folder[path], "-select_streams v -count_frames -show_entries stream=nb_read_frames -of csv=p=0");
                Assert.Equal($"{Frames}", Assert.Single(counted).Trim(','));
            }
        }

        var variants = await EncodedClip.ProbeAsync(folder["out/master.m3u8"], "-select_streams v -show_entries stream=codec_name,height -of csv=p=0");
        Assert.Equal(["h264,180", "h264,90", "vp9,180", "vp9,90"], variants.Select(variant => variant.Trim(',')).Distinct().Order(StringComparer.Ordinal));
        var verified = await program.RunAsync(token, "verify", folder["out"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    private static string Ladder(string codec, string preset) => $$"""
        version: 1
        codec: {{codec}}
        segment: 2s
        renditions:
          - {name: 90p, height: 90, crf: 35, preset: {{preset}}}
          - {name: 180p, height: 180, crf: 35, preset: {{preset}}}
        """;
}

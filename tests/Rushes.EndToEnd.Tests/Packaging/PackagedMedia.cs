using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Packaging;

/// <summary>What FFmpeg decodes of a package is what it decodes of its source.</summary>
internal static class PackagedMedia
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs <c>rushes package</c> into <c>out</c>.</summary>
    public static async Task PackageAsync(string source, TemporaryFolder folder, params string[] options)
    {
        var end = await new RushesProgram(folder["work"]).RunAsync(Token, ["package", source, "--out", folder["out"], .. options]);
        Assert.True(end.ExitCode == 0, end.ToString());
    }

    /// <summary>Digests of the samples of the picture, as they are stored, in decode order.</summary>
    public static async Task<IReadOnlyList<string>> SamplesAsync(string path)
    {
        var digests = new List<string>();
        var ffmpeg = await TestMedia.FfmpegAsync();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(ffmpeg.Path, ["-nostdin", "-v", "error", "-i", path, "-map", "0:v:0", "-c", "copy", "-f", "framemd5", "-"])
            {
                OnOutputLine = line => digests.AddRange(line[0] == '#' ? [] : [line.Split(',', StringSplitOptions.TrimEntries)[5]]),
            },
            Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return digests;
    }

    /// <summary>The same pictures at the same distances from the first.</summary>
    public static async Task SameFramesAsync(string source, string packaged, params string[] options)
    {
        var expected = await FrameHashes.ReadAsync(source, "0:v:0", Token);
        var actual = await FrameHashes.ReadAsync(packaged, "0:v:0", Token, options);
        Assert.Equal(expected.Select(frame => frame.Hash), actual.Select(frame => frame.Hash));
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(Seconds(expected, i), Seconds(actual, i), 0.0011);
        }
    }

    /// <summary>The same samples, to the last that both have: streams end with whole access units.</summary>
    public static async Task SameSoundAsync(string source, string packaged, int seconds)
    {
        Assert.Equal(await SoundAsync(source, seconds), await SoundAsync(packaged, seconds));
    }

    /// <summary>What ffprobe says of all streams, as JSON.</summary>
    public static async Task<string> ProbeAsync(string path)
    {
        var text = new System.Text.StringBuilder();
        var ffprobe = await TestMedia.FfprobeAsync();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(ffprobe.Path, ["-v", "error", "-show_streams", "-of", "json", path]) { OnOutputLine = line => text.Append(line).Append('\n') }, Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return text.ToString();
    }

    private static async Task<string> SoundAsync(string path, int seconds)
    {
        var hash = string.Empty;
        var ffmpeg = await TestMedia.FfmpegAsync();
        var filter = FormattableString.Invariant($"atrim=end_sample={seconds * 48000}");
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(ffmpeg.Path, ["-nostdin", "-v", "error", "-i", path, "-map", "0:a:0", "-af", filter, "-f", "md5", "-"]) { OnOutputLine = line => hash = line },
            Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        return hash;
    }

    private static double Seconds(IReadOnlyList<HashedFrame> frames, int i) => (double)(frames[i].Ticks - frames[0].Ticks) / frames[i].Timescale;
}

using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Indexing;

/// <summary>Films whose only closed key frame is the first.</summary>
public sealed class OpenGopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>CRA pictures of x265 and recovery points of x264, which FFmpeg lists as sync samples: other pictures lead both.</summary>
    [Theory]
    [InlineData("libx264", "-x264-params", "open-gop=1:keyint=24:min-keyint=24:bframes=3:b-adapt=0:b-pyramid=normal:scenecut=0")]
    [InlineData("libx265", "-x265-params", "log-level=none:open-gop=1:keyint=24:min-keyint=24:bframes=3:b-adapt=0:scenecut=0")]
    public async Task FramesAtTimes_OfALateTime_AreOneGopThatDecodesToItsFrame(string encoder, string option, string parameters)
    {
        FFmpeg.SkipWhenMissing();
        using var folder = new TemporaryFolder();
        var source = folder["film.mp4"];
        await FFmpeg.RunAsync("-f", "lavfi", "-i", "testsrc2=s=192x108:r=24:d=20", "-c:v", encoder, option, parameters, source);
        var picture = await ReadAsync(source);
        Assert.Equal([0], ClosedKeyFrames.Of(picture, 0, picture.Count));

        var gop = Assert.Single(FramesAtTimes.Of(picture, [new Rational(35, 2)])).Frames;

        Assert.InRange(gop.Count, 2, 24);
        await WriteAsync(gop, source, folder["gop.mp4"]);
        var decoded = await DigestsAsync(folder["gop.mp4"]);
        Assert.Equal(gop.Count, decoded.Length);
        Assert.Equal((await DigestsAsync(source))[420], decoded[Enumerable.Range(0, gop.Count).Count(frame => gop.PresentationTime(frame) * 2 < 35 * gop.Timescale)]);
    }

    private static async Task<FrameIndex> ReadAsync(string path)
    {
        await using var stream = File.OpenRead(path);
        return Assert.Single(await MovieTrackIndex.BuildAllAsync(await MovieFile.ReadAsync(stream, Token), stream, path, Token)).Result.Index!;
    }

    private static async Task WriteAsync(FrameIndex frames, string source, string path)
    {
        var plan = new CmafTrackPlan(frames, [0], PackageBase.Seconds(PackageBase.DecodeLead(frames)), new CmafTrackOptions());
        await using var output = File.Create(path);
        await using var samples = new FileSampleSource([source]);
        await FileWriter.WriteAsync(plan, [samples], output, Token);
    }

    /// <summary>Of each decoded picture.</summary>
    private static async Task<string[]> DigestsAsync(string path) =>
        [.. from line in (await FFmpeg.RunAsync("-i", path, "-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-")).Split('\n')
            where line.StartsWith("0,", StringComparison.Ordinal)
            select line.Split(',')[^1].Trim()];
}

using System.Globalization;
using Rushes.Contracts;
using Rushes.Media.Timelines;
using Rushes.Quality.Comparing;
using Rushes.Quality.Scores;
using Rushes.Quality.Tests.Workflow;
using Rushes.Testing;

namespace Rushes.Quality.Tests.Soak;

/// <summary>
/// Every clip of the shared media from its first frame to its last, small so that it is soon done: what is measured in windows is what one
/// process of libvmaf says of the whole. A table of docs/quality.md is what this prints.
/// </summary>
[Trait("Category", "Soak")]
[Trait("Soak", "vmaf")]
public sealed class WholeClipTests(ITestOutputHelper output)
{
    private const double Allowed = 1e-3;

    // From here on there are several windows.
    private const int Long = 720;

    private const string Small = "scale=320:180,setsar=1";
    private const string Mezzanine = "-fps_mode passthrough -c:v libx264 -preset ultrafast -crf 12 -g 60";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Clips => [.. TestMedia.SharedNames("a-content"), "i-fragmented/multiTrack.3gp"];

    [Fact]
    public async Task Measure_WholeClips_AreWhatOneProcessSays()
    {
        List<(string Clip, double Difference)> differences = [];
        foreach (var clip in Clips)
        {
            differences.Add((clip, await CompareAsync(Path.GetFileName(clip), $"-i {TestMedia.Shared(clip)} -map 0:v:0 -vf {Small}")));
        }

        Assert.All(differences, clip => Assert.InRange(clip.Difference, 0, Allowed));
    }

    [Fact]
    public async Task Measure_AllClipsJoined_AreWhatOneProcessSays()
    {
        string[] clips = [.. Clips];
        var inputs = string.Join(' ', clips.Select(clip => $"-i {TestMedia.Shared(clip)}"));
        var parts = string.Join(';', clips.Select((_, clip) => $"[{clip}:v:0]{Small},format=yuv420p,settb=1/25,setpts=N[p{clip}]"));
        var joined = string.Concat(clips.Select((_, clip) => $"[p{clip}]"));

        var difference = await CompareAsync("all of them joined", $"{inputs} -filter_complex {parts};{joined}concat=n={clips.Length},settb=1/25,setpts=N");

        Assert.InRange(difference, 0, Allowed);
    }

    // The larger one of those of the mean and of the worst frame.
    private async Task<double> CompareAsync(string name, string pictures)
    {
        await using var film = new QualityFilm();
        var reference = await film.MakeAsync("film.mkv", $"{pictures} {Mezzanine}", Token);
        var encoded = await film.MakeAsync("encode.mp4", $"-i {reference} -fps_mode passthrough -vf scale=256:144 -c:v libx264 -preset veryfast -crf 33 -g 60", Token);
        var quality = await film.QualityAsync(reference, encoded, Token);
        var windows = await WindowsAsync(film, encoded);
        var scaling = $"scale=320:180:flags=bicubic,format={(quality.Bits > 8 ? "yuv420p10le" : "yuv420p")}";
        var plain = await PlainVmaf.ScoreAsync(film["."], reference, encoded, scaling, scaling, Token);

        Assert.Equal((plain.Count, plain.Count), (quality.Frames, quality.Measured));
        Assert.Equal(plain.Count >= Long, windows > 1);
        var (mean, worst) = (Math.Abs(plain.Average(scores => (double)scores[0]) - quality.Metrics[0].Mean), Worst(quality, plain));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {plain.Count} | {windows} | {quality.Metrics[0].Mean:F3} | {mean:F7} | {worst:F6} |"));
        return Math.Max(mean, worst);
    }

    private static async Task<int> WindowsAsync(QualityFilm film, string encoded)
    {
        var source = await film.InspectAsync(encoded, null, Token);
        await using var stream = File.OpenRead(new Uri(source.Timeline.Uri).LocalPath);
        return WindowPlan.Of(Timeline.ReadFrom(stream)).Count();
    }

    private static double Worst(VideoQuality quality, IReadOnlyList<float[]> plain)
    {
        using var stream = File.OpenRead(new Uri(quality.Scores.Uri).LocalPath);
        var metrics = FrameScores.ReadHeader(stream);
        return FrameScores.ReadFrames(stream, metrics.Count).Max(frame => Math.Abs(frame.Scores[0] - (double)plain[frame.Frame][0]));
    }
}

using System.Globalization;
using Rushes.Media.Shots;
using Rushes.Testing;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Shots;

/// <summary>Transitions that FFmpeg put between stretches of real clips are found, and no others.</summary>
public sealed class JoinedShotsTests(ITestOutputHelper output)
{
    private const int Films = 30;

    private readonly Dictionary<string, (int Right, int Wrong, int Missed)> _counts = [];

    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "shots")]
    public async Task Find_TransitionsOfJoinedClips_AreNearlyAllFoundAndNoOthers()
    {
        TestMedia.Shared("a-content/park_joy_720p24.mp4");
        for (var seed = 0; seed < Films; seed++)
        {
            var film = JoinedFilm.Plan(seed);
            Count(seed, film.Transitions, await SearchAsync(film));
        }

        foreach (var (kind, (right, wrong, missed)) in _counts.OrderBy(kind => kind.Key))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: right {right}, wrong {wrong}, missed {missed}"));
        }

        Assert.All(_counts, kind => Assert.InRange(Math.Min(Precision(kind.Value), Recall(kind.Value)), kind.Key == "cut" ? 0.97 : 0.85, 1));
    }

    private static double Precision((int Right, int Wrong, int Missed) count) => count.Right / (double)(count.Right + count.Wrong);

    private static double Recall((int Right, int Wrong, int Missed) count) => count.Right / (double)(count.Right + count.Missed);

    private static async Task<IReadOnlyList<ShotTransition>> SearchAsync(JoinedFilm film)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var path = await film.MakeAsync(folder["film.mp4"], token);
        var probed = Assert.IsType<ProbeOutcome.Probed>(await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, token));
        var scan = new FrameScan(TestMedia.Runner, await TestMedia.FfmpegAsync()) { PicturesPath = folder["pictures.gray"] };
        Assert.IsType<ScanOutcome.Scanned>(await scan.RunAsync(path, probed.Media.Video, onProgress: null, token));
        await using var pictures = File.OpenRead(folder["pictures.gray"]);
        return ShotSearch.Find(pictures);
    }

    private void Count(int seed, IReadOnlyList<ShotTransition> planted, IReadOnlyList<ShotTransition> found)
    {
        var missed = planted.ToList();
        foreach (var one in found)
        {
            var match = missed.FindIndex(other => AreSame(one, other));
            Add(one.Kind, right: match >= 0 ? 1 : 0, wrong: match >= 0 ? 0 : 1, missed: 0);
            if (match >= 0)
            {
                missed.RemoveAt(match);
            }
            else
            {
                output.WriteLine($"film {seed}: wrong {one}");
            }
        }

        foreach (var one in missed)
        {
            Add(one.Kind, right: 0, wrong: 0, missed: 1);
            output.WriteLine($"film {seed}: missed {one}");
        }
    }

    private void Add(TransitionKind kind, int right, int wrong, int missed)
    {
        var name = kind switch { TransitionKind.Cut => "cut", TransitionKind.Dissolve => "dissolve", _ => "fade" };
        var count = _counts.GetValueOrDefault(name);
        _counts[name] = (count.Right + right, count.Wrong + wrong, count.Missed + missed);
    }

    // A cut is one frame; of the others, two fifths of the longer one is in both.
    private static bool AreSame(ShotTransition one, ShotTransition other) => one.Kind == other.Kind && (one.Kind == TransitionKind.Cut
        ? one.From == other.From
        : Math.Min(one.To, other.To) - Math.Max(one.From, other.From) >= 0.4 * Math.Max(one.To - one.From, other.To - other.From));
}

using System.Globalization;
using Rushes.Media.Fingerprints;
using Rushes.Media.Shots;
using Rushes.Testing;
using Rushes.Tools.Probing;

namespace Rushes.Tools.Tests.Shots;

/// <summary>Transitions between stretches of real clips are found, and no others.</summary>
public sealed class JoinedShotsTests(ITestOutputHelper output)
{
    private const int Films = 200;
    private const int LeastFrames = 50;

    /// <summary>Clips, and where their shots start, as a careful eye sees it.</summary>
    private static readonly (string Name, int[] Cuts)[] Clips =
    [
        ("a-content/bbb_1080p25_51_30s.ts", [210, 324, 402, 543, 590, 644, 696]), ("a-content/tos_1080p24_hevc10_40s.mp4", [17, 93, 454, 574, 655, 715, 885, 1021]),
        ("a-content/park_joy_720p24.mp4", []), ("a-content/car-detection.mp4", []), ("a-content/Seeking_30_480_1050.mp4", []), ("a-content/mediabunny_video.mp4", []),
        ("a-content/KristenAndSara_720p60.hevc", []), ("e-mezzanine/gopro_karma.mp4", []), ("e-mezzanine/gopro_max-heromode.mp4", []),
    ];

    private readonly Dictionary<string, (int Right, int Wrong, int Missed)> _counts = [];

    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "shots")]
    public async Task Find_TransitionsOfJoinedClips_AreNearlyAllFoundAndNoOthers()
    {
        var stretches = await ReadAsync();
        for (var seed = 0; seed < Films; seed++)
        {
            var film = new JoinedFilm(stretches, seed);
            await using var pictures = film.Pictures();
            Count(seed, film.Transitions, ShotSearch.Find(pictures));
        }

        foreach (var (kind, (right, wrong, missed)) in _counts.OrderBy(kind => kind.Key))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: right {right}, wrong {wrong}, missed {missed}"));
        }

        Assert.All(_counts, kind => Assert.InRange(Math.Min(Precision(kind.Value), Recall(kind.Value)), kind.Key == "cut" ? 0.97 : 0.85, 1));
    }

    private static double Precision((int Right, int Wrong, int Missed) count) => count.Right / (double)(count.Right + count.Wrong);

    private static double Recall((int Right, int Wrong, int Missed) count) => count.Right / (double)(count.Right + count.Missed);

    private static async Task<IReadOnlyList<IReadOnlyList<byte[]>>> ReadAsync()
    {
        List<IReadOnlyList<byte[]>> stretches = [];
        foreach (var (name, cuts) in Clips)
        {
            var pictures = await ReadAsync(TestMedia.Shared(name));
            int[] borders = [0, .. cuts, pictures.Count];

            // Cuts of delivery encodes bleed into the pictures beside them.
            const int Margin = 2;
            stretches.AddRange(borders.Zip(borders.Skip(1)).Where(shot => shot.Second - shot.First >= LeastFrames)
                .Select(shot => pictures[(shot.First + Margin)..(shot.Second - Margin)]));
        }

        return stretches;
    }

    private static async Task<List<byte[]>> ReadAsync(string path)
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var probed = Assert.IsType<ProbeOutcome.Probed>(await new MediaProbe(TestMedia.Runner, await TestMedia.FfprobeAsync()).ProbeAsync(path, token));
        var scan = new FrameScan(TestMedia.Runner, await TestMedia.FfmpegAsync()) { PicturesPath = folder["pictures.gray"] };
        Assert.IsType<ScanOutcome.Scanned>(await scan.RunAsync(path, probed.Media.Video, onProgress: null, token));
        return [.. (await File.ReadAllBytesAsync(folder["pictures.gray"], token)).Chunk(Fingerprint.Size)];
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

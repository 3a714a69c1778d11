using Rushes.EndToEnd.Tests.Judges;
using Rushes.Testing;

[assembly: AssemblyFixture(typeof(MadePackages))]

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>Packages of small made clips, each encoded once for all the tests that judge it.</summary>
public sealed class MadePackages : IDisposable
{
    public const string Stereo = "stereo, 24000/1001";
    public const string Languages = "5.1, two languages";
    public const string Silent = "no sound, 30000/1001";

    public const string TwoRates = "60000/1001, and half of it";

    private const string Ladder = """
        version: 1
        codec: avc
        segment: 2s
        renditions:
          - {name: 90p, height: 90, crf: 30, maxrate: 200k}
          - {name: 180p, height: 180, crf: 26, maxrate: 600k}
          - {name: 270p, height: 270, crf: 26, maxrate: 1200k}
        """;

    private static readonly Dictionary<string, (string Name, string Arguments)> Clips = new()
    {
        [Stereo] = ("source.mp4", Moving("24000/1001") + " -f lavfi -i sine=440:duration=7.2:sample_rate=48000 -ac 2 -c:a aac -c:v libx264 -bf 3 -g 50"),
        [Languages] = (
            "source.mkv",
            Moving("25") + " -f lavfi -i sine=330:duration=7.2:sample_rate=48000 -f lavfi -i sine=550:duration=7.2:sample_rate=44100"
            + " -map 0 -map 1 -map 2 -c:v libx264 -bf 2 -g 40 -c:a flac -ac:a:0 6 -ac:a:1 2"
            + " -metadata:s:a:0 language=eng -metadata:s:a:1 language=fra"),
        [Silent] = ("source.ts", Moving("30000/1001") + " -c:v libx264 -bf 3 -g 45 -output_ts_offset 10"),
        [TwoRates] = ("source.mov", Moving("60000/1001") + " -f lavfi -i sine=440:duration=7.2:sample_rate=48000 -ac 2 -c:a aac -c:v libx264 -bf 3 -g 90"),
    };

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly Dictionary<string, (TemporaryFolder Folder, Package Package)> _made = [];

    public void Dispose()
    {
        foreach (var (folder, _) in _made.Values)
        {
            folder.Dispose();
        }

        _oneAtATime.Dispose();
    }

    /// <param name="clip">One of the constants above.</param>
    internal async Task<Package> GetAsync(string clip, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!_made.TryGetValue(clip, out var made))
            {
                var folder = new TemporaryFolder();
                var source = await TestMedia.MakeAsync(folder[Clips[clip].Name], Clips[clip].Arguments, cancellationToken);
                made = _made[clip] = (folder, await Package.EncodeAsync(source, folder, LadderOf(clip), cancellationToken));
            }

            return made.Package;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private static string LadderOf(string clip) => clip == TwoRates ? Ladder.Replace("maxrate: 200k", "maxrate: 200k, fps: half", StringComparison.Ordinal) : Ladder;

    private static string Moving(string rate) => $"-f lavfi -i testsrc2=size=480x270:rate={rate}:duration=7.2";
}

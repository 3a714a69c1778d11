using System.Globalization;
using Rushes.Inspection.Workflow;
using Rushes.Testing;

namespace Rushes.Inspection.Tests.Listen;

/// <summary>Faults that were planted in real and in generated sound are found, and no others.</summary>
public sealed class HearingTests(ITestOutputHelper output)
{
    private static readonly string[] Folders = ["a-content", "c-interlaced", "d-multichannel", "e-mezzanine", "g-phone"];

    /// <summary>Plants one kind alone.</summary>
    private static readonly string? Only = Environment.GetEnvironmentVariable("RUSHES_FAULT");

    private readonly Dictionary<string, (int Right, int Wrong, int Missed)> _counts = PlantedFault.Kinds.ToDictionary(code => code, _ => (0, 0, 0));

    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "hearing")]
    public async Task Listen_PlantedFaults_AreNearlyAllFoundAndNoOthers()
    {
        using var folder = new TemporaryFolder();
        var token = TestContext.Current.CancellationToken;
        var excerpts = await SoundExcerpts.MakeAsync(folder, token);
        var random = new Random(2026);
        foreach (var excerpt in excerpts)
        {
            var name = Path.GetFileNameWithoutExtension(excerpt);
            var clean = await HearAsync(excerpt, "stereo");
            Count($"{name} clean", null, clean, []);
            var surround = await HearAsync(await MakeAsync(folder, excerpt, PlantedFault.Surround, "wav"), "5.1");
            Count($"{name} surround", null, surround, Codes(clean));
            // A square wave that is cut off is one still.
            foreach (var code in PlantedFault.Kinds.Where(code => Only is null || code == Only).Where(code => code != "audio.clipping" || !name.StartsWith("square", StringComparison.Ordinal)))
            {
                for (var draw = 0; draw < PlantedFault.Draws(code); draw++)
                {
                    var fault = PlantedFault.Draw(code, clean.Report, random);
                    var heard = await HearAsync(await MakeAsync(folder, excerpt, fault.Filter, fault.Extension), fault.Layout);
                    Count($"{name} {fault.Filter}", fault, heard, Codes(clean));
                }
            }
        }

        output.WriteLine("| | found rightly | found wrongly | missed | precision | recall |");
        foreach (var (code, count) in _counts)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| `{code}` | {count.Right} | {count.Wrong} | {count.Missed} | {Precision(count):0.00} | {Recall(count):0.00} |"));
        }

        Assert.All(_counts, kind => Assert.InRange(Precision(kind.Value), 0.95, 1));

        // A loud syllable masks a click, so that a few more or less are missed with each change; all else is clear of the aim.
        Assert.All(_counts, kind => Assert.InRange(Recall(kind.Value), kind.Key == "audio.clicks" ? 0.9 : 0.95, 1));
    }

    [Fact]
    [Trait("Category", "Soak")]
    [Trait("Soak", "hearing")]
    public async Task Listen_SharedMedia_IsHeardToTheEnd()
    {
        foreach (var path in Folders.SelectMany(TestMedia.SharedNames).Select(TestMedia.Shared))
        {
            foreach (var track in await Listening.TracksAsync(path))
            {
                var heard = await Listening.HearAsync(path, track);
                var report = heard.Report;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileName(path)} #{track.StreamIndex} {track.Layout} {track.SampleRate}: {report.Duration.Numerator / (double)report.Duration.Denominator:0.000} s, {report.IntegratedLoudness} LUFS, {report.TruePeak:0.0} dBTP"));
                foreach (var found in heard.Findings)
                {
                    output.WriteLine($"    {Listening.Text(found)}");
                }
            }
        }
    }

    private static async Task<string> MakeAsync(TemporaryFolder folder, string excerpt, string filter, string extension) =>
        await TestMedia.MakeAsync(folder[$"faulty.{extension}"], ["-i", excerpt, "-af", filter, "-c:a", "pcm_s16le"], TestContext.Current.CancellationToken);

    private static async Task<SoundHeard> HearAsync(string path, string layout)
    {
        var track = Assert.Single(await Listening.TracksAsync(path));
        track.Layout = layout;
        return await Listening.HearAsync(path, track);
    }

    private static HashSet<string> Codes(SoundHeard heard) => [.. heard.Findings.Select(found => found.Finding.Code)];

    // What the excerpt itself has is judged once, with the clean excerpt.
    private void Count(string name, PlantedFault? planted, SoundHeard heard, HashSet<string> own)
    {
        var right = planted is null ? null : heard.Findings.FirstOrDefault(found => IsOf(found, planted));
        if (planted is not null)
        {
            Add(planted.Code, right: right is null ? 0 : 1, wrong: 0, missed: right is null ? 1 : 0);
            if (right is null)
            {
                output.WriteLine($"missed {planted.Code}: {name}; heard {string.Join("; ", heard.Findings.Select(Listening.Text))}");
            }
        }

        foreach (var found in heard.Findings.Where(found => found.Finding.Code != planted?.Code && _counts.ContainsKey(found.Finding.Code) && !own.Contains(found.Finding.Code)))
        {
            Add(found.Finding.Code, right: 0, wrong: 1, missed: 0);
            output.WriteLine($"wrong {Listening.Text(found)}: {name}");
        }
    }

    private static bool IsOf(SoundFinding found, PlantedFault planted)
    {
        const double Tolerance = 0.15;
        return found.Finding.Code == planted.Code && found.From <= planted.To + Tolerance && found.To >= planted.From - Tolerance;
    }

    private void Add(string code, int right, int wrong, int missed)
    {
        var count = _counts[code];
        _counts[code] = (count.Right + right, count.Wrong + wrong, count.Missed + missed);
    }

    private static double Precision((int Right, int Wrong, int Missed) count) => count.Right / (double)(count.Right + count.Wrong);

    private static double Recall((int Right, int Wrong, int Missed) count) => count.Right / (double)(count.Right + count.Missed);
}

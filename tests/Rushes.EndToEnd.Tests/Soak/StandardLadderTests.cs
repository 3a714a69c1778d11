using System.Globalization;
using Rushes.EndToEnd.Tests.Faults;
using Rushes.EndToEnd.Tests.Formats;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Soak;

/// <summary>
/// Whatever real file comes in, the standard ladders end well: done, and ffprobe reads every frame of every rendition without a complaint, or refused.
/// RUSHES_FILES takes those whose name contains it alone.
/// </summary>
[Trait("Category", "Soak")]
[Trait("Soak", "ladders")]
public sealed class StandardLadderTests(ITestOutputHelper output)
{
    // 190 frames of 1080p: ten minutes of encoders for one file at most.
    private const long MostPixels = 400_000_000;

    private static readonly string Part = Environment.GetEnvironmentVariable("RUSHES_FILES") ?? string.Empty;

    [Theory]
    [InlineData("avc,hevc,av1,vp9")]
    [InlineData("mpeg2")]
    [InlineData("h263")]
    [InlineData("prores-proxy")]
    [InlineData("dnxhr-lb")]
    public async Task Encode_EveryRealFile_IsDoneOrRefused(string codecs)
    {
        var wrong = new List<string>();
        foreach (var name in TestMedia.SharedNames().Where(name => name.Contains(Part, StringComparison.Ordinal)))
        {
            var path = TestMedia.Shared(name);
            if (await PixelsAsync(path) is > 0 and <= MostPixels)
            {
                var said = await EncodeAsync(path, codecs);
                output.WriteLine($"{name} {codecs}: {said ?? "done"}");
                wrong.AddRange(said is null || said.StartsWith("refused", StringComparison.Ordinal) ? [] : [$"{name}: {said}"]);
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<string?> EncodeAsync(string path, string codecs)
    {
        using var folder = new TemporaryFolder();
        var end = await new RushesProgram(folder["work"]).RunAsync(
            TestContext.Current.CancellationToken,
            "encode", path, "--out", folder["out"], "--codecs", codecs, "--chunk", "4s", "--cache", "off", "--json");
        var report = EndReport.Of(end);
        if (end.ExitCode != 0)
        {
            return $"{report.Status}: {string.Join("; ", report.Failures.Select(failure => $"{failure.Place.Rendition} {failure.Code} {failure.Message}").Take(3))}";
        }

        foreach (var rendition in report.Renditions)
        {
            var lines = await ProbeAsync(Path.Combine(folder["out"], rendition.Path), "-count_frames -show_entries stream=nb_read_frames");
            if (lines is not [var count] || count != rendition.Frames.ToString(CultureInfo.InvariantCulture))
            {
                return $"{rendition.Name} has {rendition.Frames} frames; ffprobe: {string.Join("; ", lines)}";
            }
        }

        return null;
    }

    /// <summary>Pixels of all pictures together; 0 where ffprobe finds none.</summary>
    private static async Task<long> PixelsAsync(string path)
    {
        var lines = await ProbeAsync(path, "-count_packets -show_entries stream=width,height,nb_read_packets", ofErrors: false);
        var numbers = lines is [var line] ? [.. line.Split(',').Select(part => long.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0)] : Array.Empty<long>();
        return numbers is [var width, var height, var packets] ? width * height * packets : 0;
    }

    /// <summary>The lines that ffprobe says of the first picture track, and its complaints.</summary>
    private static async Task<IReadOnlyList<string>> ProbeAsync(string path, string arguments, bool ofErrors = true)
    {
        var (said, result) = await EncodedClip.TryProbeAsync(path, $"{arguments} -of csv=p=0");
        string[] lines = [.. said.Select(line => line.TrimEnd(','))];
        return ofErrors && result.ErrorTail.Length > 0 ? [.. lines, result.ErrorTail] : lines;
    }
}

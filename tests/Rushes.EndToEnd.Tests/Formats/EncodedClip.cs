using Rushes.EndToEnd.Tests.Faults;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.EndToEnd.Tests.Formats;

/// <summary>A clip of a test's own, encoded in chunks of a second.</summary>
internal static class EncodedClip
{
    /// <summary>Runs <c>rushes encode</c> into <c>out</c>, and gives the path of the rendition.</summary>
    /// <param name="source">The clip.</param>
    /// <param name="folder">Of the test.</param>
    /// <param name="codec">As in a ladder file.</param>
    /// <param name="rendition">What the ladder file says besides its name.</param>
    /// <param name="options">More of the command line.</param>
    public static async Task<string> EncodeAsync(string source, TemporaryFolder folder, string codec, string rendition, params string[] options) =>
        Assert.Single(await EncodeAllAsync(source, folder, codec, [rendition], options));

    /// <summary>The same with several renditions, whose paths come in their order.</summary>
    public static async Task<IReadOnlyList<string>> EncodeAllAsync(
        string source, TemporaryFolder folder, string codec, IReadOnlyList<string> renditions, params string[] options)
    {
        var lines = renditions.Select((rendition, number) => $"  - {{name: film{(number == 0 ? "" : number)}, {rendition}}}\n");
        var ladder = folder.Write("ladder.yaml", $"version: 1\ncodec: {codec}\nsegment: 1s\nrenditions:\n{string.Concat(lines)}");
        var end = await new RushesProgram(folder["work"]).RunAsync(
            TestContext.Current.CancellationToken,
            ["encode", source, "--out", folder["out"], "--ladder", ladder, "--chunk", "1s", "--json", .. options]);
        Assert.True(end.ExitCode == 0, end.ToString());
        var made = EndReport.Of(end).Renditions.OrderBy(rendition => rendition.Name, StringComparer.Ordinal).Select(rendition => Path.Combine(folder["out"], rendition.Path)).ToList();
        Assert.Equal(renditions.Count, made.Count);
        return made;
    }

    /// <summary>What ffprobe says, line by line.</summary>
    public static async Task<IReadOnlyList<string>> ProbeAsync(string path, string arguments)
    {
        var (lines, result) = await TryProbeAsync(path, arguments);
        Assert.True(result.Succeeded, result.ErrorTail);
        return lines;
    }

    /// <summary>The same of a file that ffprobe may complain of, with its end.</summary>
    public static async Task<(IReadOnlyList<string> Lines, ToolResult Result)> TryProbeAsync(string path, string arguments)
    {
        var lines = new List<string>();
        var ffprobe = await TestMedia.FfprobeAsync();
        var result = await TestMedia.Runner.RunAsync(
            new(ffprobe.Path, ["-v", "error", "-select_streams", "v:0", .. arguments.Split(' '), path]) { OnOutputLine = lines.Add }, TestContext.Current.CancellationToken);
        return (lines, result);
    }
}

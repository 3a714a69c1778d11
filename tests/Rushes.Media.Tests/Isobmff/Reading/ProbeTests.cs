using Rushes.Media.Isobmff.Reading;

namespace Rushes.Media.Tests.Isobmff.Reading;

/// <summary>Real files, read as ffprobe reads them; what differs is listed with its reason.</summary>
public sealed class ProbeTests
{
    public static TheoryData<string> Files { get; } =
        [.. SharedMedia.Names(["a-content", "b-hdr", "e-mezzanine", "g-phone", "i-fragmented", "j-4k"], ".mp4", ".mov", ".3gp", ".m4s", ".m4v", ".cmfv")];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_OfARealFile_AgreesWithFfprobe(string name)
    {
        FFprobe.SkipWhenMissing();
        var path = SharedMedia.Path(name);
        var probed = await ProbedTrack.ReadAsync(path, "-ignore_editlist", "1");
        await using var stream = File.OpenRead(path);
        MovieFile? file = null;
        string error = "";
        try { file = await MovieFile.ReadAsync(stream, TestContext.Current.CancellationToken); } catch (MediaFormatException e) { error = e.Message; }
        var lines = new List<string>();
        if (file is null || probed is null) lines.Add($"ours: {(file is null ? error : "reads")} probe: {(probed is null ? "refuses" : "reads")}");
        else lines.AddRange(ProbeComparison.Differences(file, probed));
        if (file is not null) { lines.AddRange(file.Notes.Select(n => "note " + n.Kind + n.What)); lines.AddRange(file.Tracks.Where(t => t.Edits.Count > 0).Select(t => $"edits {t.Id}: " + string.Join(' ', t.Edits.Select(e=>(e.Duration,e.MediaTime,e.Rate))))); }
        File.AppendAllText("/tmp/probe.txt", $"== {name}\n" + string.Concat(lines.Select(l => "   " + l + "\n")));
    }
}

using System.Text.Json;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Judges;

/// <summary>What mp4box.js reads from a file of one track; tests/judges/parse.mjs prints it.</summary>
/// <param name="Boxes">Those at the top of the file.</param>
/// <param name="References">Of the segment index.</param>
/// <param name="Unknown">Boxes that it cannot read, or not to their end.</param>
/// <param name="Complaints">What it warned of.</param>
internal sealed record ParsedTrack(
    int Tracks,
    string Codec,
    long Timescale,
    IReadOnlyList<ParsedSample> Samples,
    IReadOnlyList<ParsedBox> Boxes,
    IReadOnlyList<ParsedReference> References,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<string> Complaints)
{
    public static async Task<ParsedTrack> ParseAsync(string path, CancellationToken cancellationToken)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "judges", "parse.mjs");
        var lines = await JudgeTools.RunAsync(JudgeTools.Node(), [script, JudgeTools.Modules(), path], cancellationToken);
        return JsonSerializer.Deserialize<ParsedTrack>(Assert.Single(lines), JsonSerializerOptions.Web)!;
    }
}

/// <summary>Times in the track's timescale.</summary>
internal sealed record ParsedSample(long Presentation, long Decode, long Duration, long Size, bool Sync, long Offset);

internal sealed record ParsedBox(string Type, long Start, long Size);

internal sealed record ParsedReference(long Size, long Duration, int StartsWithSap);

using System.Text.Json.Serialization;

namespace Rushes.Cli.Report;

/// <param name="Digest">SHA-256, lower-case hex.</param>
internal sealed record ReportSource(string Uri, string Digest, long Frames, ReportDuration Duration);

internal sealed record ReportDuration(long Ticks, long Timescale);

internal sealed record ReportRendition(
    string Name, string Codec, int Width, int Height, long Frames, long Bytes, long BitrateAverage, long BitratePeak, string Path, int Chunks)
{
    /// <summary>Not measured: present all the same, so that readers need no second form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ReportVmaf? Vmaf { get; init; }
}

/// <param name="Error">Half of the interval around the mean that holds that of all frames in 95 of 100 films; absent when all were measured, or too few to tell.</param>
internal sealed record ReportVmaf(double Mean, double Harmonic, double P1, double P5, double WorstShot, double? Error = null)
{
    /// <summary>libvmaf's name.</summary>
    public string? Model { get; init; }

    /// <summary>Frames.</summary>
    public long? Measured { get; init; }
}

/// <param name="Language">BCP 47, or <c>und</c>.</param>
/// <param name="Channels">As in names: <c>2.0</c>, <c>5.1</c>.</param>
internal sealed record ReportAudio(
    string Name, string Codec, string Language, string Channels, int SampleRate, long Bytes, long BitrateAverage, long BitratePeak, string Path);

/// <param name="From">First frame.</param>
/// <param name="To">The frame after the last.</param>
internal sealed record ReportFinding(
    string Code, string Severity, long? From, long? To, IReadOnlyDictionary<string, string> Evidence, string Remedy);

/// <param name="Details">What a tool left behind: exit code, last lines, argument list. Null when there is nothing.</param>
internal sealed record ReportFailure(
    string Code, string Category, string Message, ReportPlace Place, string Remedy, IReadOnlyDictionary<string, string>? Details);

/// <param name="Chunk">From 0.</param>
/// <param name="Frame">From 0.</param>
/// <param name="Line">From 1.</param>
internal sealed record ReportPlace(string? Path, string? Option, string? Rendition, int? Chunk, long? Frame, int? Line);

internal sealed record ReportTool(string Name, string Version, string Digest);

/// <param name="Wall">Seconds, of the command that finished the job.</param>
/// <param name="Cpu">Seconds, of the program and its tools.</param>
/// <param name="Phases">Seconds from the first start to the last end of each phase; phases overlap.</param>
internal sealed record ReportTime(double Wall, double Cpu, IReadOnlyDictionary<string, double> Phases)
{
    public static ReportTime None { get; } = new(0, 0, new Dictionary<string, double>());
}

namespace Rushes.Cli.Report;

/// <summary>
/// What became of a job: printed by <c>--json</c> and kept as <c>report.json</c> beside the streams. Bit rates are bit/s,
/// sizes bytes; only <see cref="Time"/> is in seconds. Names are promised to users: add, never rename.
/// </summary>
internal sealed record JobReport
{
    public int Version { get; init; } = 1;

    /// <summary><c>done</c>, <c>failed</c>, <c>refused</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    public string? Job { get; init; }

    public ReportSource? Source { get; init; }

    /// <summary>What was done to every picture, asked for or taken as a remedy; absent: nothing.</summary>
    public ReportSteps? Steps { get; init; }

    public IReadOnlyList<ReportRendition> Renditions { get; init; } = [];

    public IReadOnlyList<ReportAudio> Audio { get; init; } = [];

    public IReadOnlyList<string> Text { get; init; } = [];

    public IReadOnlyList<ReportFinding> Findings { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];

    public IReadOnlyList<ReportTool> Tools { get; init; } = [];

    public ReportTime Time { get; init; } = ReportTime.None;
}

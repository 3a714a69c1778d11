namespace Rushes.Cli.Report;

/// <summary>What <c>quality</c> prints with <c>--json</c>; docs/quality.md explains it. Names are promised to users: add, never rename.</summary>
internal sealed record QualityAnswer
{
    public int Version { get; init; } = 1;

    /// <summary><c>done</c>, whatever the answer; <c>failed</c>, <c>refused</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The answer to --min; absent when nothing was asked.</summary>
    public bool? Enough { get; init; }

    public AnswerFile? Reference { get; init; }

    public AnswerFile? Encoded { get; init; }

    public AnswerComparison? Compared { get; init; }

    /// <summary>Of the film.</summary>
    public long? Frames { get; init; }

    /// <summary>Of them.</summary>
    public long? Measured { get; init; }

    public ReportVmaf? Vmaf { get; init; }

    /// <summary>VMAF and all others, by their names.</summary>
    public IReadOnlyDictionary<string, AnswerMetric>? Metrics { get; init; }

    public IReadOnlyList<AnswerShot> Shots { get; init; } = [];

    public IReadOnlyList<ReportFinding> Findings { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];

    public IReadOnlyList<ReportTool> Tools { get; init; } = [];

    public ReportTime Time { get; init; } = ReportTime.None;
}

/// <param name="Uri">Of the file.</param>
/// <param name="Digest">SHA-256, lower-case hex.</param>
internal sealed record AnswerFile(string Uri, string Digest, string Codec, int Width, int Height, long Frames);

/// <param name="Model">libvmaf's name.</param>
/// <param name="Bits">Of a sample.</param>
/// <param name="Transfer">As signalled; absent when it is not.</param>
internal sealed record AnswerComparison(string Model, int Width, int Height, int Bits, string? Transfer);

/// <param name="P1">One frame in a hundred is worse.</param>
/// <param name="P5">Five in a hundred are worse.</param>
/// <param name="WorstShot">Mean of the shot where it is worst.</param>
/// <param name="Error">Half of the interval around the mean that holds that of all frames in 95 of 100 films; absent when all were measured, or too few to tell.</param>
internal sealed record AnswerMetric(double Mean, double Harmonic, double P1, double P5, double Min, double Max, double WorstShot, double? Error);

/// <param name="From">First frame.</param>
/// <param name="To">Behind the last frame.</param>
/// <param name="Measured">Frames; without any there are no means.</param>
/// <param name="Means">By the names of the metrics.</param>
internal sealed record AnswerShot(long From, long To, long Measured, IReadOnlyDictionary<string, double> Means);

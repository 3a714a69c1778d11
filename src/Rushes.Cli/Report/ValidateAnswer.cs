namespace Rushes.Cli.Report;

/// <summary>What <c>validate</c> prints with <c>--json</c>; docs/validation.md explains it. Names are promised to users: add, never rename.</summary>
internal sealed record ValidateAnswer
{
    public int Version { get; init; } = 1;

    /// <summary><c>done</c>, whatever the answer; <c>failed</c>, <c>refused</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The answer: there is no discrepancy but warnings; absent when there is none.</summary>
    public bool? Valid { get; init; }

    public IReadOnlyList<AnswerDiscrepancy> Discrepancies { get; init; } = [];

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];
}

/// <param name="Code">Stable.</param>
/// <param name="Severity">"info", "warning" or "error".</param>
/// <param name="From">First frame, in presentation order.</param>
/// <param name="To">Behind the last frame.</param>
/// <param name="Chunk">From 0.</param>
/// <param name="Message">For people.</param>
/// <param name="Clause">Of the standard; absent: a promise is not kept.</param>
/// <param name="Evidence">What was found, and what was to be.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record AnswerDiscrepancy(
    string Code, string Severity, long From, long To, int Chunk, string Message, string? Clause, IReadOnlyDictionary<string, string> Evidence, string Remedy);

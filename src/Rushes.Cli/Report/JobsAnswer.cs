namespace Rushes.Cli.Report;

/// <summary>
/// What <c>jobs</c> and <c>queue</c> print with <c>--json</c>; docs/jobs.md says which command fills what. Times are RFC 3339,
/// durations seconds. Names are promised to users: add, never rename.
/// </summary>
internal sealed record JobsAnswer
{
    public int Version { get; init; } = 1;

    /// <summary>Of the command: <c>done</c>, <c>failed</c>, <c>refused</c> or <c>cancelled</c>; of <c>watch</c>: of the job.</summary>
    public required string Status { get; init; }

    /// <summary>Of a change: <c>applied</c> or <c>unchanged</c>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The same for people.</summary>
    public string? Message { get; init; }

    public IReadOnlyList<AnswerJob>? Jobs { get; init; }

    public AnswerJob? Job { get; init; }

    public AnswerRun? Graph { get; init; }

    public IReadOnlyList<AnswerStep>? CriticalPath { get; init; }

    public IReadOnlyList<AnswerMessage>? Messages { get; init; }

    public IReadOnlyList<ReportFailure> Failures { get; init; } = [];
}

/// <param name="Id">What other commands take.</param>
/// <param name="Run">Its run in the database.</param>
/// <param name="Pid">The process that works on it; absent: none, or it is not known.</param>
internal sealed record AnswerJob(
    string Id, string Run, string Method, string Workflow, int WorkflowVersion, string State, string Class, string Due, string Created, string? Ended,
    AnswerProgress Progress, string Database, int? Pid, IReadOnlyList<ReportFailure> Failures);

/// <param name="Fraction">0 to 1.</param>
/// <param name="Done">Weight.</param>
/// <param name="Total">Weight of all that is known by now.</param>
internal sealed record AnswerProgress(double Fraction, long Done, long Total);

internal sealed record AnswerRun(
    string Id, string Method, string Workflow, int WorkflowVersion, string State, string Created, string? Ended, IReadOnlyList<AnswerNode> Nodes);

/// <param name="Items">How many it has; absent until that is known.</param>
/// <param name="ItemsDone">Of those.</param>
/// <param name="Critical">On the critical path.</param>
internal sealed record AnswerNode(
    string Name, IReadOnlyList<string> After, string State, int? Items, int ItemsDone, bool Critical, string? Ready, string? Started, string? Ended,
    AnswerTime Time, IReadOnlyList<AnswerItem> Work);

/// <param name="Call">The run that answers it.</param>
internal sealed record AnswerItem(
    int Number, string Label, string? Match, long Weight, string State, int Attempts, string? Started, string? Ended,
    IReadOnlyList<ReportFailure> Failures, AnswerRun? Call);

/// <summary>Seconds; absent where there is nothing to say yet.</summary>
/// <param name="Processor">Of the tools, in calls too; absent where nothing was counted.</param>
internal sealed record AnswerTime(double? Waiting, double? Running, double? Processor = null);

/// <param name="Depth">Calls above it.</param>
internal sealed record AnswerStep(string Run, string Workflow, string Node, int? Item, string Label, int Depth, AnswerTime Time);

/// <param name="Id">What other commands take.</param>
/// <param name="About">For people.</param>
/// <param name="Reason">Only of <c>queue why</c>.</param>
internal sealed record AnswerMessage(
    string Id, string Queue, string State, string Class, string Due, long Rank, int Attempts, int Failed, int Lost, string Created, string NotBefore,
    string? Owner, string? Taken, string? Expires, string? Suspended, string? Ended, string? Exclusive, string? Requires,
    string About, string? Job, string? Run, string? Node, int? Item, string? Reason, IReadOnlyList<ReportFailure> Failures);

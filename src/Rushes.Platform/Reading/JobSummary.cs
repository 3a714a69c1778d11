using Rushes.Contracts;

namespace Rushes.Platform.Reading;

/// <summary>A job: a run that was submitted, with all it called.</summary>
/// <param name="Id">Of the run.</param>
/// <param name="Method">Full name of what was asked for.</param>
/// <param name="Workflow">What answers it.</param>
/// <param name="Version">Of the workflow.</param>
/// <param name="State">Of the run.</param>
/// <param name="Class">Its class in the queue.</param>
/// <param name="Due">May lie in the past.</param>
/// <param name="Created">When it was submitted.</param>
/// <param name="Ended">Null: it has not.</param>
/// <param name="Progress">Of all its work that is known by now.</param>
/// <param name="Failures">Of a job that failed: what ended it. Of another one: what is going to be tried again.</param>
public sealed record JobSummary(
    string Id, string Method, string Workflow, int Version, JobState State, PriorityClass Class, DateTimeOffset Due,
    DateTimeOffset Created, DateTimeOffset? Ended, JobProgress Progress, IReadOnlyList<Failure> Failures)
{
    public bool HasEnded => State != JobState.Running;
}

public enum JobState
{
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>Weights of items, over a run and all it called. A call weighs what the run weighs that answers it.</summary>
/// <param name="Done">Of items that are done.</param>
/// <param name="Total">Of all that are known; grows while maps are expanded.</param>
public readonly record struct JobProgress(long Done, long Total)
{
    /// <summary>0 to 1.</summary>
    public double Fraction => Total > 0 ? (double)Done / Total : 0;
}

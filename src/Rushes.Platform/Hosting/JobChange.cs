namespace Rushes.Platform.Hosting;

/// <summary>What may be asked of a database from outside of the process that works on it.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Id">Of a run that was submitted; to requeue: the number of a message.</param>
public sealed record JobChange(JobChangeKind Kind, string Id);

public enum JobChangeKind
{
    /// <summary>The run ends, and with it all it called.</summary>
    Cancel,

    /// <summary>A run that failed or was cancelled goes on from there.</summary>
    Retry,

    /// <summary>A dead letter is delivered again; one of a run that has ended takes its run along.</summary>
    Requeue,
}

public enum JobChangeEnd
{
    Applied,

    /// <summary>There was nothing to do: it had ended, or is under way.</summary>
    Unchanged,

    /// <summary>There is no such run or dead letter.</summary>
    Unknown,

    /// <summary>The process that owns the database lives and did not answer in time; the request is withdrawn.</summary>
    Unanswered,

    /// <summary>The database is not there any more: its job is done.</summary>
    Gone,
}

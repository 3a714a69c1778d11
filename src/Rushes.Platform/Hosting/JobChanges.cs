using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Hosting;

/// <summary>Makes changes that were asked for from outside, each in the caller's transaction.</summary>
internal sealed class JobChanges(MessageQueue queue, RunTransitions transitions, RunRetry retry)
{
    /// <summary>Nobody takes from it: its messages only say which requests were applied.</summary>
    private const string Requests = "requests";

    public JobChangeEnd Apply(Transaction transaction, JobChange change) => change.Kind switch
    {
        JobChangeKind.Cancel => Cancel(transaction, change.Id),
        JobChangeKind.Retry => Retry(transaction, change.Id),
        _ => Requeue(transaction, long.Parse(change.Id, NumberStyles.None, CultureInfo.InvariantCulture)),
    };

    /// <summary>The same request again changes nothing: whoever applied it died before he could say so.</summary>
    public JobChangeEnd ApplyOnce(Transaction transaction, OwnerRequest request)
    {
        var record = new OutgoingMessage(Requests, default, new StringValue { Value = request.Name }) { DedupeKey = request.Name };
        if (!queue.Send(transaction, record))
        {
            return JobChangeEnd.Applied;
        }

        transaction.Sql.Execute(
            "UPDATE message SET state = 'done', ended = @now WHERE queue = @queue AND dedupe = @dedupe",
            ("now", transaction.Now), ("queue", Requests), ("dedupe", request.Name));
        return Apply(transaction, request.Change);
    }

    /// <summary>
    /// All at once, and not by letters: the process may end with the run, and nobody would be left to deliver them. Those that
    /// are sent all the same find nothing to do.
    /// </summary>
    private JobChangeEnd Cancel(Transaction transaction, string run)
    {
        if (RunRows.Find(transaction.Sql, run) is null)
        {
            return JobChangeEnd.Unknown;
        }

        if (!transitions.Cancel(transaction, run))
        {
            return JobChangeEnd.Unchanged;
        }

        foreach (var called in RunTree.Below(transaction.Sql, run))
        {
            transitions.Cancel(transaction, called);
        }

        return JobChangeEnd.Applied;
    }

    private JobChangeEnd Retry(Transaction transaction, string run) => RunRows.Find(transaction.Sql, run) switch
    {
        null or { CallSequence: not null } => JobChangeEnd.Unknown,
        _ => retry.Retry(transaction, run) ? JobChangeEnd.Applied : JobChangeEnd.Unchanged,
    };

    private JobChangeEnd Requeue(Transaction transaction, long message)
    {
        var dead = transaction.Sql.Query(
            "SELECT scope FROM message WHERE id = @id AND state = 'dead'", row => row.IsDBNull(0) ? null : row.GetString(0), ("id", message));
        if (dead.Count == 0)
        {
            return JobChangeEnd.Unknown;
        }

        // Alone it would find a run that has ended, and do nothing.
        if (dead[0] is { } scope && RunTree.Root(transaction.Sql, scope) is { HasEndedUndone: true } run)
        {
            return Retry(transaction, run.Id);
        }

        return queue.Revive(transaction, message) ? JobChangeEnd.Applied : JobChangeEnd.Unchanged;
    }
}

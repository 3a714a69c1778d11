using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>All that the log says of one message, in the order of its tokens.</summary>
internal sealed class MessageStory(Sent sent, FinalRow row)
{
    public Sent Sent { get; } = sent;

    public FinalRow Row { get; } = row;

    /// <summary>By token.</summary>
    public SortedDictionary<long, LeaseStory> Leases { get; } = [];

    public List<Span> Revivals { get; } = [];

    /// <summary>All cancellations of its scope.</summary>
    public List<Span> Cancellations { get; } = [];

    public (int Class, long Due, long Rank, long Arrival) Order =>
        (Sent.Message.Priority.Class, Sent.Message.Priority.Due, Sent.Message.Priority.Rank, Row.Id);

    public LeaseStory Lease(Lease lease) => Leases[lease.Token];

    /// <summary>
    /// When it was pending for certain: from the answer that said so to the call that may have changed it.
    /// </summary>
    public IEnumerable<Pending> Pendings()
    {
        var since = Sent.Span;
        var notBefore = Sent.Message.NotBefore;
        var revivals = new Queue<Span>(Revivals.OrderBy(span => span.Start));
        foreach (var lease in Leases.Values)
        {
            yield return Until(since, lease.Taken.Start, notBefore);
            if (lease.Ends is not [var end] || end.State is "done" or "cancelled")
            {
                yield break;
            }

            // How long it is delayed is not for this test to know.
            (since, notBefore) = (end.Span, end.State == "delayed" ? long.MaxValue : 0);
            if (end.State == "dead" && !revivals.TryDequeue(out since))
            {
                yield break;
            }
        }

        yield return Until(since, long.MaxValue, notBefore);
    }

    public override string ToString() => $"{Row}, {Sent}, {string.Join(", ", Leases.Values.Select(lease => $"{lease.Taken}: {string.Join(' ', lease.Ends)}"))}, "
        + $"revived {string.Join(' ', Revivals)}, cancelled {string.Join(' ', Cancellations)}";

    private Pending Until(Span since, long change, long notBefore) => new(
        this, since.End, Cancellations.Where(span => !span.IsBefore(since)).Select(span => span.Start).Append(change).Min(), notBefore);
}

/// <param name="Taken">When it was given.</param>
internal sealed record LeaseStory(Lease Lease, Span Taken)
{
    /// <summary>What ended it; not more than once.</summary>
    public List<(Span Span, string State)> Ends { get; } = [];

    /// <summary>Calls that found it valid.</summary>
    public List<Span> Uses { get; } = [];

    /// <summary>For that long it was valid for certain.</summary>
    public (long From, long Until) Valid => (Taken.End, Ends.Count > 0 ? Ends[0].Span.Start : long.MaxValue);
}

internal sealed record Pending(MessageStory Message, long From, long Until, long NotBefore);

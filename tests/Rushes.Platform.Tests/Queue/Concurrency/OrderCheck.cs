namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>
/// A take passes by no message that was pending and fit for it all the while between its call and its answer. What was
/// sent, taken, returned or cancelled meanwhile may count or not. So may, on PostgreSQL, a message that another transaction
/// has locked without taking it: it had to begin again, or has looked at the message just when somebody else returned it.
/// </summary>
internal sealed class OrderCheck(IReadOnlyList<LogEntry> log, IReadOnlyDictionary<long, MessageStory> stories)
{
    private readonly Span[] _again = [.. log.OfType<Taken>().Where(taken => taken.Span.Runs > 1).Select(entry => entry.Span)];

    /// <summary>From then on a message may be suspected, and hold up others.</summary>
    private readonly long _firstSuspect = log.OfType<Taken>().Where(taken => taken.Lost.Any(lost => lost.Lease.IsSuspected))
        .Select(taken => taken.Span.Start).DefaultIfEmpty(long.MaxValue).Min();

    /// <summary>Returns how often a message was there that a take could have passed by.</summary>
    public int Check()
    {
        var checks = 0;
        foreach (var takes in log.OfType<Taken>().GroupBy(taken => taken.Taker.Queue))
        {
            // Exclusivity keys have a check of their own.
            var lookers = new Lookers([.. log.Select(entry => entry.Span)], [.. takes.Select(taken => taken.Span)]);
            var coming = new Queue<Pending>(stories.Values
                .Where(story => story.Sent.Message.Queue == takes.Key && story.Sent.Message.ExclusivityKey is null)
                .SelectMany(story => story.Pendings()).Select(lookers.Clear).Where(pending => pending.From < pending.Until).OrderBy(pending => pending.From));
            List<Pending> there = [];
            foreach (var taken in takes.OrderBy(taken => taken.Span.Start))
            {
                while (coming.TryPeek(out var next) && next.From < taken.Span.Start)
                {
                    there.Add(coming.Dequeue());
                }

                there.RemoveAll(pending => pending.Until <= taken.Span.Start);
                checks += Check(taken, there);
            }
        }

        return checks;
    }

    private int Check(Taken taken, List<Pending> there)
    {
        Assert.Equal(taken.Leases.Select(lease => stories[lease.MessageId].Order).Order(), taken.Leases.Select(lease => stories[lease.MessageId].Order));
        Assert.InRange(taken.Leases.Count, 0, taken.Max);
        Assert.True(!taken.Leases.Any(lease => lease.IsSuspected) || (taken.Idle && taken.Leases.Count == 1), "A suspect was not alone.");
        if (Array.Exists(_again, span => !span.IsBefore(taken.Span) && !taken.Span.IsBefore(span)))
        {
            return 0;
        }

        var all = there.Where(pending => IsThereFor(pending, taken)).ToList();
        foreach (var pending in all)
        {
            Assert.True(
                !taken.Leases.Any(lease => stories[lease.MessageId].Order.CompareTo(pending.Message.Order) > 0),
                $"{pending} was passed by: {taken}");
            Assert.True(taken.Leases.Count == taken.Max || taken.Span.End >= _firstSuspect, $"{pending} was left: {taken}");
        }

        return all.Count;
    }

    private static bool IsThereFor(Pending pending, Taken taken) =>
        taken.Span.End < pending.Until && (pending.Message.Sent.Message.Requires is not { } required || taken.Taker.Offers.Contains(required));
}

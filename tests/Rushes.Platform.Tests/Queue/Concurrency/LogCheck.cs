namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>
/// What must be true of every log, whoever was first. Of two calls that overlap nobody can say; of two that do not, the
/// earlier one counts.
/// </summary>
internal sealed class LogCheck
{
    private readonly IReadOnlyList<LogEntry> _log;
    private readonly IReadOnlyList<FinalRow> _rows;
    private readonly Dictionary<long, MessageStory> _stories;

    public LogCheck(IReadOnlyList<LogEntry> log, IReadOnlyList<FinalRow> rows)
    {
        (_log, _rows) = (log, rows);
        var sent = log.OfType<Sent>().Where(entry => entry.IsNew).ToDictionary(entry => entry.Text);
        Assert.Equal(sent.Keys.Order(StringComparer.Ordinal), rows.Select(row => row.Text).Order(StringComparer.Ordinal));
        _stories = rows.ToDictionary(row => row.Id, row => new MessageStory(sent[row.Text], row));
        Tell();
    }

    public string Summary => $"{_log.Count} operations, {_rows.Count} messages, {_stories.Values.Sum(story => story.Leases.Count)} leases, "
        + $"{_log.OfType<Taken>().Sum(taken => taken.Lost.Count)} lost, {_log.Sum(entry => entry.Span.Runs - 1)} transactions run again; "
        + string.Join(", ", _rows.GroupBy(row => row.State).Select(group => $"{group.Count()} {group.Key}").Order(StringComparer.Ordinal));

    /// <summary>Returns how often the order could be checked.</summary>
    public int Everything()
    {
        NothingIsSentTwice();
        Assert.All(_stories.Values, OneHolderAtATime);
        Assert.All(_stories.Values, NothingIsLost);
        Assert.All(_stories.Values, CancelledIsCancelled);
        OneHolderOfAKeyAtATime();
        return new OrderCheck(_log, _stories).Check();
    }

    private void Tell()
    {
        foreach (var taken in _log.OfType<Taken>())
        {
            foreach (var lease in taken.Leases)
            {
                // A token that is given twice throws here.
                _stories[lease.MessageId].Leases.Add(lease.Token, new LeaseStory(lease, taken.Span));
            }
        }

        foreach (var entry in _log)
        {
            Tell(entry);
        }

        foreach (var cancelled in _log.OfType<Cancelled>().OrderBy(entry => entry.Span.Start))
        {
            foreach (var message in cancelled.Told)
            {
                _stories[message].Leases.Values.First(lease => lease.Ends.Count == 0).Ends.Add((cancelled.Span, "cancelled"));
            }
        }
    }

    private void Tell(LogEntry entry)
    {
        switch (entry)
        {
            case Used { Succeeded: true } used:
                var lease = _stories[used.Lease.MessageId].Lease(used.Lease);
                lease.Uses.Add(used.Span);
                if (used.State is not null)
                {
                    lease.Ends.Add((used.Span, used.State));
                }

                break;
            case Taken taken:
                foreach (var lost in taken.Lost)
                {
                    _stories[lost.Lease.MessageId].Lease(lost.Lease).Ends.Add((taken.Span, lost.IsDead ? "dead" : "pending"));
                }

                break;
            case Revived { Succeeded: true } revived:
                _stories[revived.Message].Revivals.Add(revived.Span);
                break;
            case Cancelled cancelled:
                foreach (var story in _stories.Values.Where(story => story.Sent.Message.Scope == cancelled.Scope))
                {
                    story.Cancellations.Add(cancelled.Span);
                }

                break;
        }
    }

    private void NothingIsSentTwice()
    {
        foreach (var group in _log.OfType<Sent>().Where(sent => sent.Message.DedupeKey is not null).GroupBy(sent => (sent.Message.Queue, sent.Message.DedupeKey)))
        {
            var first = Assert.Single(group, sent => sent.IsNew);
            Assert.DoesNotContain(group, sent => sent.Span.IsBefore(first.Span));
        }
    }

    /// <summary>Tokens count up without a gap; each lease ends once, and before the next one is given; none is valid after its end.</summary>
    private static void OneHolderAtATime(MessageStory story)
    {
        Assert.Equal(Enumerable.Range(1, story.Leases.Count).Select(token => (long)token), story.Leases.Keys);
        LeaseStory? before = null;
        foreach (var lease in story.Leases.Values)
        {
            Assert.True(before is null || before.Ends.Count == 1, $"{story.Row}: a lease did not end before the next began.");
            Assert.True(before is null || before.Uses.All(use => !lease.Taken.IsBefore(use)), $"{story.Row}: an old lease was valid.");
            Assert.True(before is null || !lease.Taken.IsBefore(before.Ends[0].Span), $"{story.Row}: two leases at once.");
            Assert.True(lease.Ends.Count <= 1, $"{story.Row}: a lease ended twice.");
            Assert.True(lease.Ends is not [var end] || lease.Uses.All(use => !end.Span.IsBefore(use)), $"{story.Row}: a lease was valid after its end.");
            before = lease;
        }
    }

    /// <summary>The row is what the last of the story made of it: done, dead or cancelled exactly once, or still there.</summary>
    private static void NothingIsLost(MessageStory story)
    {
        var (row, ends) = (story.Row, story.Leases.Values.SelectMany(lease => lease.Ends).ToList());
        Assert.Equal((story.Leases.Count, story.Leases.Count), (row.Token, row.Attempts));
        Assert.Equal(row.State == "done" ? 1 : 0, ends.Count(end => end.State == "done"));
        Assert.Equal(story.Revivals.Count + (row.State == "dead" ? 1 : 0), ends.Count(end => end.State == "dead"));
        Assert.Equal(row.State is "leased" or "suspended", story.Leases.Count > 0 && story.Leases.Values.Last().Ends.Count == 0);
    }

    private static void CancelledIsCancelled(MessageStory story)
    {
        Assert.True(story.Row.State != "cancelled" || story.Cancellations.Count > 0, $"{story.Row}: nobody has cancelled it.");
        if (story.Revivals.Count == 0 && story.Cancellations.FirstOrDefault(story.Sent.Span.IsBefore) is { Runs: > 0 } cancellation)
        {
            Assert.True(story.Row.State is "done" or "dead" or "cancelled", $"{story.Row}: it outlived the cancellation of its scope.");
            Assert.DoesNotContain(story.Leases.Values, lease => cancellation.IsBefore(lease.Taken));
        }
    }

    private void OneHolderOfAKeyAtATime()
    {
        foreach (var group in _stories.Values.Where(story => story.Sent.Message.ExclusivityKey is not null).GroupBy(story => story.Sent.Message.ExclusivityKey))
        {
            var valid = group.SelectMany(story => story.Leases.Values).Select(lease => lease.Valid).Where(valid => valid.From < valid.Until).Order().ToList();
            Assert.All(valid.Zip(valid.Skip(1)), pair => Assert.True(pair.First.Until < pair.Second.From, $"Two leases of {group.Key} at once."));
        }
    }
}

using System.Globalization;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Reading;

/// <summary>Says why a message is where it is, in a sentence.</summary>
internal sealed class Reasons(SqlSession sql, long now)
{
    private Decision? _decision;

    /// <param name="messages">Each queue's in its order.</param>
    public IReadOnlyList<MessageReason> Of(IReadOnlyList<QueuedMessage> messages)
    {
        // One decision is enough: that about the last has all the others in it.
        _decision = messages.LastOrDefault(IsMatched) is { } last ? Decide(last) : null;
        return [.. messages.Select(Of)];
    }

    private MessageReason Of(QueuedMessage message) => new(message, message.State switch
    {
        MessageState.Delayed => Delayed(message),
        MessageState.Pending => Pending(message),
        MessageState.Leased => $"{message.Owner} works on it since {Time(message.Taken)}; its lease holds until {Time(message.Expiry)}.",
        MessageState.Suspended => $"Frozen since {Time(message.Suspended)} for something more urgent; {message.Owner} goes on with it when there is room.",
        MessageState.Dead => $"Dead since {Time(message.Ended)}: {Failure(message)}",
        MessageState.Done => $"Done since {Time(message.Ended)}.",
        _ => $"Cancelled at {Time(message.Ended)}, when its run ended.",
    });

    private static string Delayed(QueuedMessage message) => message.Failures > 0
        ? $"It is tried again at {Time(message.NotBefore)}, after a failure: {Failure(message)}"
        : $"It is delayed until {Time(message.NotBefore)}.";

    private string Pending(QueuedMessage message)
    {
        if (IsMatched(message))
        {
            return _decision!.Reasons.TryGetValue(message.Id, out var reason) ? reason.Sentence : "There is room for it; it starts now.";
        }

        return message.Exclusive is { } key && QueueRows.HolderOf(sql, key) is { } holder
            ? Text($"Message {holder}, which is worked on, has the same exclusivity key, {key}.")
            : InItsTurn(message);
    }

    private string InItsTurn(QueuedMessage message)
    {
        var before = QueueRows.Before(sql, message);
        var place = before == 0 ? "It is next in its queue" : Text($"{before} {(before == 1 ? "message goes" : "messages go")} before it in its queue");
        var alone = message.Losses >= RetryPolicy.LossesOfSuspect ? "; its last processes were lost with it, so it runs with nothing beside it" : "";
        alone = message.Requires is { } needed ? $"{alone}; only a server that has {needed} takes it" : alone;
        return QueueRows.Holders(sql, message.Queue) is { Count: > 0 } holders
            ? $"{place}{alone}; {string.Join(", ", holders.Select(holder => Text($"{holder.Owner} works on {holder.Messages}")))}."
            : $"{place}{alone}; nobody works on this queue now.";
    }

    /// <summary>Compute messages are matched to workers; the others go to whoever is free.</summary>
    private static bool IsMatched(QueuedMessage message) => message is { Queue: QueueNames.Compute, State: MessageState.Pending };

    private Decision Decide(QueuedMessage last)
    {
        var pending = FleetRows.Pending(sql, last.Queue, (int)QueueRows.Before(sql, last) + 1);
        return Scheduler.Decide(pending, FleetRows.Workers(sql, last.Queue, now), now, SchedulingPolicy.Default);
    }

    private static string Failure(QueuedMessage message) =>
        message.LastFailures is [var first, ..] ? $"{first.Message} [{first.Code}]" : "no failure was kept.";

    private static string Time(DateTimeOffset? time) => time is { } known ? known.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "an unknown time";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

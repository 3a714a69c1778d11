using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Reading;

/// <summary>Says why a message is where it is, in a sentence.</summary>
internal sealed class Reasons
{
    private readonly SqlSession _sql;
    private readonly long _now;
    private Decision? _decision;

    private Reasons(SqlSession sql, long now) => (_sql, _now) = (sql, now);

    /// <summary>Null: there is no such message.</summary>
    public static MessageReason? Of(SqlSession sql, long message, long now) => QueueRows.Find(sql, message) is { } found ? new Reasons(sql, now).Of([found])[0] : null;

    /// <summary>Of its messages that have not ended, in the order of the queue.</summary>
    public static IReadOnlyList<MessageReason> OfJob(SqlSession sql, string job, int max, long now) => new Reasons(sql, now).Of(QueueRows.OfJob(sql, job, max));

    /// <param name="messages">Each queue's in its order.</param>
    private IReadOnlyList<MessageReason> Of(IReadOnlyList<QueuedMessage> messages)
    {
        // One decision is enough: that about the last has all the others in it.
        _decision = messages.LastOrDefault(IsMatched) is { } last ? Decide(last) : null;
        return [.. messages.Select(Of)];
    }

    private MessageReason Of(QueuedMessage message) => new() { Message = message, Reason = Sentence(message) };

    private string Sentence(QueuedMessage message) => message.Status switch
    {
        MessageStatus.Delayed => Delayed(message),
        MessageStatus.Pending => Pending(message),
        MessageStatus.Leased => $"{message.Owner} works on it since {Time(message.Taken)}; its lease holds until {Time(message.Expiry)}.",
        MessageStatus.Suspended => $"Frozen since {Time(message.Suspended)} for something more urgent; {message.Owner} goes on with it when there is room.",
        MessageStatus.Dead => $"Dead since {Time(message.Ended)}: {Failure(message)}",
        MessageStatus.Done => $"Done since {Time(message.Ended)}.",
        _ => $"Cancelled at {Time(message.Ended)}, when its run ended.",
    };

    private static string Delayed(QueuedMessage message) => message.Failures > 0
        ? $"It is tried again at {Time(message.NotBefore)}, after a failure: {Failure(message)}"
        : $"It is delayed until {Time(message.NotBefore)}.";

    private string Pending(QueuedMessage message)
    {
        if (IsMatched(message))
        {
            return _decision!.Reasons.TryGetValue(message.Id, out var reason) ? reason.Sentence : "There is room for it; it starts now.";
        }

        return message.Exclusive is { Length: > 0 } key && QueueRows.HolderOf(_sql, key) is { } holder
            ? Text($"Message {holder}, which is worked on, has the same exclusivity key, {key}.")
            : InItsTurn(message);
    }

    private string InItsTurn(QueuedMessage message)
    {
        var before = QueueRows.Before(_sql, message);
        var place = before == 0 ? "It is next in its queue" : Text($"{before} {(before == 1 ? "message goes" : "messages go")} before it in its queue");
        var alone = message.Losses >= RetryPolicy.LossesOfSuspect ? "; its last processes were lost with it, so it runs with nothing beside it" : "";
        var needs = message.Requires is { Length: > 0 } needed ? $"; it needs a process that has {needed}" : "";
        return QueueRows.Holders(_sql, message.Queue) is { Count: > 0 } holders
            ? $"{place}{alone}; {string.Join(", ", holders.Select(holder => Text($"{holder.Owner} works on {holder.Messages}")))}{needs}."
            : $"{place}{alone}; nobody works on this queue now{needs}.";
    }

    /// <summary>Compute messages are matched to workers; the others go to whoever is free.</summary>
    private static bool IsMatched(QueuedMessage message) => message is { Queue: QueueNames.Compute, Status: MessageStatus.Pending };

    private Decision Decide(QueuedMessage last)
    {
        var pending = FleetRows.Pending(_sql, last.Queue, (int)QueueRows.Before(_sql, last) + 1);
        return Scheduler.Decide(pending, FleetRows.Workers(_sql, last.Queue, _now), _now, SchedulingPolicy.Default);
    }

    private static string Failure(QueuedMessage message) =>
        message.LastFailures is [var first, ..] ? $"{first.Message} [{first.Code}]" : "no failure was kept.";

    private static string Time(Timestamp? time) => time is { } known ? known.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "an unknown time";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

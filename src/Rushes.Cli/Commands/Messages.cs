using Rushes.Cli.Jobs;
using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>What is said about messages.</summary>
internal static class Messages
{
    public static Failure Unknown(string id, string place) => UsageFailure.Unknown(
        "message.unknown", $"There is no message or job '{id}' in {place}.", "List the messages: rushes queue list, rushes queue dead");

    public static Failure Ambiguous(string id, IEnumerable<FoundMessage> messages) => UsageFailure.Unknown(
        "message.ambiguous", $"'{id}' may be {string.Join(", ", messages.Select(message => message.Name))}.", "Write the id of the job before it: JOB/NUMBER");

    /// <summary>Whatever the queue says, nothing happens where nobody is there to do it.</summary>
    public static string WithAbsence(JobPlace place, MessageReason reason) =>
        place.IsAbandoned && reason.Message.Status is MessageStatus.Pending or MessageStatus.Delayed
            ? $"{reason.Reason} No process works on this job: give the same command again."
            : reason.Reason;
}

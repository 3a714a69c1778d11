using System.Globalization;
using Rushes.Platform.Functions;
using Rushes.Platform.Queue;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Tests.Scheduling;

/// <summary>
/// Reads a scene as examples write it. A worker: <c>w1 8c 32G avc@1: 7 bulk 4c 8G, 8 bulk 4c 8G frozen=3</c>, in which c are
/// cores, G is memory in GiB, D disk in GiB, N network in Mbit/s, and frozen is for how many minutes. A pending message:
/// <c>10 express 4c 8G avc@1 due=5 rank=2 key=title alone</c>.
/// </summary>
internal static class SceneText
{
    private static readonly string[] Classes = ["express", "priority", "first-class", "standard", "bulk"];

    public static Scene Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new Scene(
            [.. lines.Where(line => char.IsAsciiDigit(line[0])).Select(ReadPending)],
            [.. lines.Where(line => !char.IsAsciiDigit(line[0])).Select(ReadWorker)]);
    }

    /// <summary>What happens, one line each, in the words of the examples.</summary>
    public static string Write(Decision decision) => string.Join('\n', [
        .. decision.Preemptions.Select(preemption => Line($"{preemption.MessageId} {(preemption.Kind == PreemptionKind.Freeze ? "frozen" : "requeued")} on {preemption.Worker}{(preemption.For is { } urgent ? Line($" for {urgent}") : "")}")),
        .. decision.Resumptions.Select(resumption => Line($"{resumption.MessageId} goes on, on {resumption.Worker}")),
        .. decision.Assignments.Select(assignment => Line($"{assignment.MessageId} starts on {assignment.Worker}")),
        .. decision.Reasons.OrderBy(reason => reason.Key).Select(reason => Line($"{reason.Key} waits: {reason.Value.Sentence}")),
    ]);

    public static string Write(WorkerState worker) => Line(
        $"{worker.Id} {worker.Capacity} {string.Join(' ', worker.Offers.Order())}{(worker.Accepting ? "" : " closing")}: {string.Join(", ", worker.Running.Select(Write))}");

    public static string Write(PendingWork work) => Line(
        $"{work.MessageId} {Write(work.Priority)} {work.Shape} {work.Requires}{(work.Alone ? " alone" : "")} key={work.Exclusive}");

    private static string Write(RunningWork work) => Line(
        $"{work.MessageId} {Write(work.Priority)} {work.Shape}{(work.Alone ? " alone" : "")} key={work.Exclusive} frozen={(Scene.Now - work.SuspendedAt) / 60_000}{(work.CanFreeze ? "" : " unfreezable")} lost={work.LostMilliseconds}");

    private static string Write(MessagePriority priority) => Line($"{Classes[priority.Class - 1]} due={priority.Due} rank={priority.Rank}");

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static WorkerState ReadWorker(string line)
    {
        var (head, running) = line.Split(':') is var parts && parts.Length > 1 ? (parts[0], parts[1]) : (line, "");
        var words = head.Split(' ');
        return new WorkerState(
            words[0],
            ReadShape(words),
            words.Where(word => word.Contains('@', StringComparison.Ordinal)).ToHashSet(),
            Accepting: !words.Contains("closing"),
            [.. running.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ReadRunning)]);
    }

    private static RunningWork ReadRunning(string text)
    {
        var words = text.Split(' ');
        var frozen = Value(words, "frozen");
        return new RunningWork(
            Number(words[0]), ReadPriority(words), ReadShape(words), words.Contains("alone"), Value(words, "key"), Started: 0,
            frozen is not null, frozen is null ? null : Scene.Now - (Number(frozen) * 60_000), !words.Contains("unfreezable"),
            Number(Value(words, "lost") ?? "0"));
    }

    private static PendingWork ReadPending(string line)
    {
        var words = line.Split(' ');
        return new PendingWork(
            Number(words[0]), ReadPriority(words), ReadShape(words), words.FirstOrDefault(word => word.Contains('@', StringComparison.Ordinal)),
            Since: 0, words.Contains("alone"), Value(words, "key"));
    }

    private static MessagePriority ReadPriority(string[] words) => new(
        1 + Array.IndexOf(Classes, words[1]), Number(Value(words, "due") ?? "0"), Number(Value(words, "rank") ?? "0"));

    private static Shape ReadShape(string[] words) =>
        new((int)Quantity(words, 'c'), Quantity(words, 'G') << 30, Quantity(words, 'D') << 30, Quantity(words, 'N') * 1_000_000);

    private static long Quantity(string[] words, char unit) =>
        words.Skip(1).FirstOrDefault(word => word[^1] == unit && char.IsAsciiDigit(word[0])) is { } word ? Number(word[..^1]) : 0;

    private static string? Value(string[] words, string name) =>
        words.FirstOrDefault(word => word.StartsWith(name + '=', StringComparison.Ordinal))?[(name.Length + 1)..];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

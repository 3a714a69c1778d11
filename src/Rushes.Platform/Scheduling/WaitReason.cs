using System.Globalization;

namespace Rushes.Platform.Scheduling;

/// <summary>Why a message waits: one of these cases, and its sentence for people.</summary>
internal abstract record WaitReason
{
    private WaitReason()
    {
    }

    public abstract string Sentence { get; }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The fleet is empty.</summary>
    public sealed record NoWorkers : WaitReason
    {
        public override string Sentence => "There is no worker.";
    }

    /// <summary>No worker has the function.</summary>
    public sealed record NotOffered(string Requires) : WaitReason
    {
        public override string Sentence => $"No worker offers {Requires}.";
    }

    /// <summary>Not even an empty worker would do.</summary>
    /// <param name="Short">What there is too little of.</param>
    /// <param name="Biggest">What the worker has that comes nearest.</param>
    public sealed record TooLarge(Dimension Short, long Needed, long Biggest) : WaitReason
    {
        public override string Sentence =>
            $"It is larger than every worker that could run it: it needs {Short.Amount(Needed)}, the best one has {Short.Amount(Biggest)}.";
    }

    /// <summary>The workers that could run it start nothing new.</summary>
    public sealed record NotAccepting(int Workers) : WaitReason
    {
        public override string Sentence => Text($"None of the workers that could run it ({Workers}) accepts new work.");
    }

    /// <summary>Another message has its exclusivity key.</summary>
    /// <param name="Waits">The other one waits too, and is before it.</param>
    public sealed record KeyHeld(string Key, long Holder, bool Waits) : WaitReason
    {
        public override string Sentence => Text($"Message {Holder}, which {(Waits ? "is before it" : "is running")}, has the same exclusivity key, {Key}.");
    }

    /// <summary>A worker has room, but not for it.</summary>
    /// <param name="For">Is before it in the queue, or frozen on that worker.</param>
    public sealed record RoomKept(string Worker, long For) : WaitReason
    {
        public override string Sentence => Text($"Worker {Worker} has room, but it is kept for message {For}, which goes first.");
    }

    /// <summary>It is the first to get room on a worker as soon as enough on it has ended.</summary>
    /// <param name="Short">What there is too little of.</param>
    public sealed record RoomAwaited(string Worker, Dimension Short) : WaitReason
    {
        public override string Sentence => $"Every worker that could run it is full; {Worker} is being drained for it and is still short of {Short.Name()}.";
    }

    /// <summary>It runs alone, and something still runs on the worker that is being emptied for it.</summary>
    public sealed record EmptyWorkerAwaited(string Worker) : WaitReason
    {
        public override string Sentence => $"Its last processes were lost with it, so it runs alone; {Worker} is being emptied for it.";
    }

    /// <summary>Every worker that could run it is full.</summary>
    /// <param name="Short">What there is too little of on the worker that comes nearest.</param>
    /// <param name="Behind">The message before it that waits for the same; null: workers are drained for other messages.</param>
    public sealed record Full(Dimension Short, long? Behind) : WaitReason
    {
        public override string Sentence => Behind is { } before
            ? Text($"Every worker that could run it is full (short of {Short.Name()}), and message {before} goes first.")
            : $"Every worker that could run it is full (short of {Short.Name()}), and no more of them may be drained at a time.";
    }

    /// <summary>It runs alone, and no worker is empty.</summary>
    /// <param name="Behind">The message before it that waits for the same; null: workers are drained for other messages.</param>
    public sealed record NoneEmpty(long? Behind) : WaitReason
    {
        public override string Sentence => Behind is { } before
            ? Text($"Its last processes were lost with it, so it runs alone; no worker is empty, and message {before} goes first.")
            : "Its last processes were lost with it, so it runs alone; no worker is empty, and no more of them may be drained at a time.";
    }
}

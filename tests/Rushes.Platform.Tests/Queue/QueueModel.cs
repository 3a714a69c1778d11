using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue;

/// <summary>The queue as a list in memory: the plainest thing that follows the rules.</summary>
internal sealed class QueueModel(FakeTimeProvider clock)
{
    private readonly List<Message> _messages = [];

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public IReadOnlyDictionary<string, string> States => _messages.ToDictionary(message => message.Text, message => message.State);

    public bool Send(string text, MessagePriority priority, string? scope, string? dedupe, long notBefore)
    {
        if (dedupe is not null && _messages.Any(message => message.Dedupe == dedupe))
        {
            return false;
        }

        _messages.Add(new Message(text, priority, scope, dedupe, _messages.Count) { NotBefore = notBefore, State = notBefore > Now ? "delayed" : "pending" });
        return true;
    }

    public string[] Take(int max)
    {
        foreach (var message in _messages.Where(message =>
            (message.State == "delayed" && message.NotBefore <= Now) || (message.State == "leased" && message.Expiry <= Now)))
        {
            message.State = "pending";
        }

        Message[] taken = [.. _messages.Where(message => message.State == "pending")
            .OrderBy(message => (message.Priority.Class, message.Priority.Due, message.Priority.Rank, message.Arrival)).Take(max)];
        foreach (var message in taken)
        {
            message.State = "leased";
            message.Token++;
            message.Expiry = Now + (long)QueueUnderTest.LeaseTime.TotalMilliseconds;
        }

        return [.. taken.Select(message => message.Text)];
    }

    public bool Heartbeat(Lease lease) => Held(lease, message => message.Expiry = Now + (long)QueueUnderTest.LeaseTime.TotalMilliseconds);

    public bool Complete(Lease lease) => Held(lease, message => message.State = "done");

    public bool Release(Lease lease) => Held(lease, message => message.State = "pending");

    public FailOutcome Fail(Lease lease, FailureCategory category)
    {
        var outcome = FailOutcome.Refused;
        Held(lease, message =>
        {
            message.Failures++;
            var curable = category is not (FailureCategory.Input or FailureCategory.Configuration) && message.Failures < QueueUnderTest.Retry.MaxAttempts;
            var waits = category is FailureCategory.Transient or FailureCategory.Capacity;
            message.NotBefore = Now + (waits ? 1000 << (message.Failures - 1) : 0);
            message.State = !curable ? "dead" : waits ? "delayed" : "pending";
            outcome = curable ? FailOutcome.Retried : FailOutcome.Dead;
        });
        return outcome;
    }

    public void Cancel(string scope)
    {
        foreach (var message in _messages.Where(message => message.Scope == scope && message.State is ("delayed" or "pending" or "leased")))
        {
            message.State = "cancelled";
        }
    }

    private bool Held(Lease lease, Action<Message> change)
    {
        var message = _messages.Single(message => message.Text == QueueUnderTest.Text(lease));
        if (message.State != "leased" || message.Token != lease.Token)
        {
            return false;
        }

        change(message);
        return true;
    }

    private sealed record Message(string Text, MessagePriority Priority, string? Scope, string? Dedupe, int Arrival)
    {
        public string State { get; set; } = "pending";

        public long NotBefore { get; set; }

        public long Token { get; set; }

        public long Expiry { get; set; }

        public int Failures { get; set; }
    }
}

using Rushes.Contracts;
using Rushes.Platform.Queue;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Queue;

/// <summary>The queue as a list in memory: the plainest thing that follows the rules.</summary>
internal sealed class QueueModel(FakeTimeProvider clock)
{
    private readonly List<ModelMessage> _messages = [];

    public IEnumerable<ModelMessage> Messages => _messages;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long Expiry => Now + (long)QueueUnderTest.LeaseTime.TotalMilliseconds;

    public bool Send(string text, OutgoingMessage message)
    {
        if (message.DedupeKey is not null && _messages.Any(other => (other.Sent.Queue, other.Sent.DedupeKey) == (message.Queue, message.DedupeKey)))
        {
            return false;
        }

        var arrival = _messages.Count == 0 ? 0 : _messages[^1].Arrival + 1;
        _messages.Add(new ModelMessage(text, message, arrival) { NotBefore = message.NotBefore, State = message.NotBefore > Now ? "delayed" : "pending" });
        return true;
    }

    public string[] Take(string queue, int max, bool idle, string[] offers)
    {
        ReturnWhatIsDue(queue);
        ModelMessage[] takeable = [.. _messages
            .Where(message => message.State == "pending" && message.Sent.Queue == queue
                && (message.Sent.Requires is not { } required || offers.Contains(required)) && IsFirstOfAFreeKey(message))
            .OrderBy(message => message.Order)];
        var taken = takeable.TakeWhile(message => !message.IsSuspected).Take(max).ToArray();
        return Lease(taken.Length == 0 && idle ? takeable.Take(1) : taken);
    }

    public string[] TakeThese(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => Lease(_messages.Where(message => message.Text == text && message.State == "pending" && KeyIsFree(message))))];

    public bool Heartbeat(Lease lease) => WithHeld(lease, message => message.Expiry = Expiry);

    public bool Complete(Lease lease) => WithHeld(lease, message => message.End("done", Now));

    public bool Release(Lease lease) => WithHeld(lease, message => message.State = "pending");

    public FailOutcome Fail(Lease lease, FailureCategory category)
    {
        var outcome = FailOutcome.Refused;
        WithHeld(lease, message =>
        {
            message.Failures++;
            var curable = category is not (FailureCategory.Input or FailureCategory.Configuration) && message.Failures < QueueUnderTest.Retry.MaxAttempts;
            var waits = category is FailureCategory.Transient or FailureCategory.Capacity;
            message.NotBefore = Now + (waits && curable ? 1000 << (message.Failures - 1) : 0);
            message.End(!curable ? "dead" : waits ? "delayed" : "pending", Now);
            outcome = curable ? FailOutcome.Retried : FailOutcome.Dead;
        });
        return outcome;
    }

    public bool Suspend(string text) => Change(text, "leased", message => message.State = "suspended");

    public bool Resume(string text) => Change(text, "suspended", message => message.State = "leased");

    public bool TakeAway(string text) => Change(text, "leased suspended", message => message.State = "pending");

    public bool Revive(string text) => Change(text, "dead", message => message.Revive(Now));

    public void ReviveScope(string scope) =>
        _messages.Where(message => message.Sent.Scope == scope && message.State is "dead" or "cancelled")
            .ToList().ForEach(message => message.Revive(Now));

    /// <summary>The texts of those that were held.</summary>
    public string[] Cancel(string scope)
    {
        ModelMessage[] open = [.. _messages.Where(message => message.Sent.Scope == scope && message.IsOpen)];
        string[] held = [.. open.Where(message => message.IsHeld).Select(message => message.Text)];
        Array.ForEach(open, message => message.End("cancelled", Now));
        return held;
    }

    public string[] LoseAll() => Lose(message => message.IsHeld);

    public int Forget(long before) =>
        _messages.RemoveAll(message => message.State is "done" or "cancelled" && message.Ended < before);

    private void ReturnWhatIsDue(string queue)
    {
        foreach (var message in _messages.Where(message => message.Sent.Queue == queue && message.State == "delayed" && message.NotBefore <= Now))
        {
            message.State = "pending";
        }

        Lose(message => message.IsHeld && message.Sent.Queue == queue && message.Expiry <= Now);
    }

    private string[] Lose(Func<ModelMessage, bool> which)
    {
        ModelMessage[] lost = [.. _messages.Where(which)];
        foreach (var message in lost)
        {
            message.Losses++;
            message.End(message.Losses >= QueueUnderTest.Retry.MaxLosses ? "dead" : "pending", Now);
        }

        return [.. lost.Select(message => message.Text)];
    }

    private string[] Lease(IEnumerable<ModelMessage> messages) =>
    [
        .. messages.ToArray().Select(message =>
        {
            message.State = "leased";
            message.Token++;
            message.Expiry = Expiry;
            return message.Text;
        }),
    ];

    private bool KeyIsFree(ModelMessage message) =>
        message.Sent.ExclusivityKey is not { } key || !_messages.Any(other => other.Sent.ExclusivityKey == key && other.IsHeld);

    private bool IsFirstOfAFreeKey(ModelMessage message) => message.Sent.ExclusivityKey is not { } key
        || (KeyIsFree(message) && !_messages.Any(other => other.Sent.ExclusivityKey == key && other.State == "pending" && other.Order.CompareTo(message.Order) < 0));

    private bool WithHeld(Lease lease, Action<ModelMessage> change)
    {
        var message = _messages.SingleOrDefault(message => message.Text == QueueUnderTest.Text(lease));
        if (message is not { IsHeld: true } || message.Token != lease.Token)
        {
            return false;
        }

        change(message);
        return true;
    }

    private bool Change(string text, string states, Action<ModelMessage> change)
    {
        var message = _messages.SingleOrDefault(message => message.Text == text && states.Split(' ').Contains(message.State));
        if (message is null)
        {
            return false;
        }

        change(message);
        return true;
    }
}

using Rushes.Platform.Queue;

namespace Rushes.Platform.Tests.Queue;

internal sealed record ModelMessage(string Text, OutgoingMessage Sent, int Arrival)
{
    public string State { get; set; } = "pending";

    public long NotBefore { get; set; }

    public long Token { get; set; }

    public long Expiry { get; set; }

    public int Failures { get; set; }

    public int Losses { get; set; }

    public long Ended { get; private set; }

    public (int Class, long Due, long Rank, int Arrival) Order => (Sent.Priority.Class, Sent.Priority.Due, Sent.Priority.Rank, Arrival);

    public bool IsHeld => State is "leased" or "suspended";

    public bool IsOpen => IsHeld || State is "pending" or "delayed";

    public bool IsSuspected => Losses >= RetryPolicy.LossesOfSuspect;

    public void End(string state, long now) => (State, Ended) = (state, now);

    public void Revive(long now) => (State, Failures, Losses, NotBefore) = ("pending", 0, 0, now);

    public override string ToString() => $"{Text} {State}, failures {Failures}, losses {Losses}, token {Token}";
}

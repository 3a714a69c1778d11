namespace Rushes.Platform.Scheduling;

/// <summary>Who has which exclusivity key. Also a frozen message has its key, and one that gives way keeps it for this decision.</summary>
internal sealed class ExclusivityKeys
{
    private readonly Dictionary<string, (long Holder, bool Waits)> _held = new(StringComparer.Ordinal);

    public ExclusivityKeys(Fleet fleet)
    {
        foreach (var work in fleet.Workers.SelectMany(worker => worker.Running))
        {
            if (work.Exclusive is { } key)
            {
                _held[key] = (work.MessageId, Waits: false);
            }
        }
    }

    public WaitReason? Blocks(PendingWork work) => work.Exclusive is { } key && _held.TryGetValue(key, out var held)
        ? new WaitReason.KeyHeld(key, held.Holder, held.Waits)
        : null;

    public void Claim(PendingWork work, bool starts)
    {
        if (work.Exclusive is { } key)
        {
            _held.Add(key, (work.MessageId, Waits: !starts));
        }
    }
}

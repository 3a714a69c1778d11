using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>What those who know the meaning of a message do in the transaction that changes its state.</summary>
/// <param name="Taken">Work on it begins.</param>
/// <param name="Released">Work on it was given up and will begin again.</param>
/// <param name="Died">It will not be delivered again, although nobody has failed it.</param>
internal sealed record MessageEvents(Action<Transaction, Lease> Taken, Action<Transaction, Lease> Released, Action<Transaction, Lease> Died)
{
    public static MessageEvents None { get; } = new((_, _) => { }, (_, _) => { }, (_, _) => { });

    public void Lost(Transaction transaction, IEnumerable<LostLease> lost)
    {
        foreach (var (lease, isDead) in lost)
        {
            (isDead ? Died : Released)(transaction, lease);
        }
    }
}

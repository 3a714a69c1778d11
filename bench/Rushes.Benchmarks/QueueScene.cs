namespace Rushes.Benchmarks;

/// <summary>Contenders under the same conditions.</summary>
internal sealed record QueueScene(string Name, IReadOnlyList<QueueContender> Contenders)
{
    /// <summary>Left in the queue at least, whenever something is taken.</summary>
    public const int Least = 1_000;

    /// <summary>Messages that a round takes, in portions that are filled up unmeasured.</summary>
    public const int Measured = 2_000;

    public async Task PrepareAsync(int pending, bool oldTransaction)
    {
        foreach (var contender in Contenders)
        {
            await contender.PrepareAsync(pending, oldTransaction);
        }
    }
}

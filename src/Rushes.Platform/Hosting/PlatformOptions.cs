using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Functions;
using Rushes.Platform.Rpc.Webhooks;

namespace Rushes.Platform.Hosting;

/// <summary>How the platform runs in this process.</summary>
public sealed record PlatformOptions
{
    /// <summary>Where runs and messages are kept.</summary>
    public required DatabaseLocation Database { get; init; }

    /// <summary>Scratch space of running functions; emptied at start.</summary>
    public required string ScratchFolder { get; init; }

    /// <summary>
    /// Objects that functions have read, where the store has no files; kept from one start to the next, by one process.
    /// Default: beside the scratch space.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>Bytes kept there besides what is in use. Default 64 GiB.</summary>
    public long CacheBytes { get; init; } = 64L << 30;

    /// <summary>Pieces that jobs share; null: each job makes all of its own.</summary>
    public SharedPieces? Pieces { get; init; }

    /// <summary>How long those are kept that are of no use. Null: somebody else sees to it.</summary>
    public TimeSpan? PiecesKept { get; init; }

    /// <summary>Names of the services that work in this process; null: all. Those of the others are done by other processes over the same database.</summary>
    public IReadOnlySet<string>? Services { get; init; }

    /// <summary>Workers of other processes may connect, with builds that this one does not have.</summary>
    public bool Fleet { get; init; }

    /// <summary>Cores that functions share out. Default: the machine's. 0, in a fleet: none run here.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>Memory that functions share out, bytes. Default: the machine's.</summary>
    public long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>What every worker is told when it comes.</summary>
    public WorkerWelcome Welcome { get; init; } = new();

    /// <summary>Tells of ends of jobs; null: nobody can ask for it.</summary>
    public WebhookSender? Webhooks { get; init; }

    /// <summary>How long a lease holds without a heartbeat. Default 60 s; at least three heartbeats.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a job is kept after its end, with its objects, and an upload after it was last asked for. Null: for ever.
    /// </summary>
    public TimeSpan? Retain { get; init; }

    /// <summary>Attempts of work that fails with a category that may be tried again. Default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Wait before the second attempt; doubles with each. Default 1 s.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long work is tried again, beyond its attempts, that failed because a store or a disk is full or out of reach. Default
    /// zero: whoever waits for the end is told soon.
    /// </summary>
    public TimeSpan Patience { get; init; }

    /// <summary>How often work may lose its process before it is a dead letter. Default 5.</summary>
    public int MaxLosses { get; init; } = 5;

    /// <exception cref="ArgumentException">Every reason is named.</exception>
    internal void Validate()
    {
        string[] problems =
        [
            .. Problem(Slots < (Fleet ? 0 : 1), "There must be at least one slot."),
            .. Problem(CacheBytes < 0, "The cache cannot have less than no room."),
            .. Problem(Lease < TimeSpan.FromMilliseconds(60), "A lease holds 60 ms or longer."),
            .. Problem(MaxAttempts < 1, "There must be at least one attempt."),
            .. Problem(MaxLosses < 1, "There must be at least one loss before work is dead."),
            .. Problem(Retain < TimeSpan.Zero, "What has ended cannot be kept for less than no time."),
            .. Problem(Backoff < TimeSpan.Zero, "The backoff cannot be negative."),
            .. Problem(Patience < TimeSpan.Zero, "The patience cannot be negative."),
            .. Problem(Patience > TimeSpan.Zero && Backoff == TimeSpan.Zero, "Patience without a backoff would have no end."),
        ];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', problems));
        }
    }

    private static string[] Problem(bool wrong, string message) => wrong ? [message] : [];
}

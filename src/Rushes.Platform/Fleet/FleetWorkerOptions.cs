namespace Rushes.Platform.Fleet;

/// <summary>How a worker runs.</summary>
public sealed record FleetWorkerOptions
{
    /// <summary>Scratch space of running functions; emptied at start.</summary>
    public required string ScratchFolder { get; init; }

    /// <summary>Objects that functions have read; kept from one start to the next, by one process. Default: beside the scratch space.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Bytes kept there besides what is in use. Default 64 GiB.</summary>
    public long CacheBytes { get; init; } = 64L << 30;

    /// <summary>Cores that functions share out.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>Memory that functions share out, bytes.</summary>
    public long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Disk that functions share out, bytes.</summary>
    public long Disk { get; init; } = 1L << 50;

    /// <summary>Network that functions share out, bit/s.</summary>
    public long Network { get; init; } = 1L << 50;
}

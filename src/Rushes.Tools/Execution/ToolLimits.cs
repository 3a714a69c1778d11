namespace Rushes.Tools.Execution;

/// <summary>What a tool may use before it is killed. Limits other than of time hold where there is a sandbox.</summary>
/// <param name="Wall">Longest run, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="Stall">Longest time without progress, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
public sealed record ToolLimits(TimeSpan Wall, TimeSpan Stall)
{
    /// <summary>Two hours in all, one minute without progress.</summary>
    public static ToolLimits Default { get; } = new(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));

    /// <summary>Of all its processes together, or <see langword="null"/> for no limit.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>
    /// Its share of a busy machine, in cores; <see langword="null"/>: as much as any other. Cores that idle are free to use.
    /// </summary>
    public int? Cores { get; init; }

    /// <summary>Processor time of a process, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan Processor { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Size of the largest file that it may write, or <see langword="null"/> for no limit.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>Processes and threads at a time.</summary>
    public int Processes { get; init; } = 1024;

    /// <summary>Bytes kept of the end of standard error.</summary>
    public int ErrorTailBytes { get; init; } = 64 * 1024;

    /// <summary>Longer lines are cut to this many bytes; the rest of the line is dropped.</summary>
    public int LineBytes { get; init; } = 64 * 1024;
}

namespace Rushes.Tools.Execution;

/// <summary>What a tool may use before it is killed.</summary>
/// <param name="Wall">Longest run, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="Stall">Longest time without progress, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
public sealed record ToolLimits(TimeSpan Wall, TimeSpan Stall)
{
    /// <summary>Two hours in all, one minute without progress.</summary>
    public static ToolLimits Default { get; } = new(TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));

    /// <summary>Bytes kept of the end of standard error.</summary>
    public int ErrorTailBytes { get; init; } = 64 * 1024;

    /// <summary>Longer lines are cut to this many bytes; the rest of the line is dropped.</summary>
    public int LineBytes { get; init; } = 64 * 1024;
}

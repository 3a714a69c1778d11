using System.Collections;

namespace Rushes.Media.Indexing;

/// <summary>What an index knows of each frame, in decode order, as arrays of plain values.</summary>
internal sealed class FrameTable
{
    public required int[] Sizes { get; init; }

    /// <summary>In the frame's chunk.</summary>
    public required long[] Offsets { get; init; }

    /// <summary>Presentation times, ascending: of the i-th frame shown, not of the i-th decoded.</summary>
    public required long[] Times { get; init; }

    /// <summary>Of the last frame shown.</summary>
    public required long LastDuration { get; init; }

    /// <summary>The frame decoded d-th is shown as number Shown[d]; null when both orders agree.</summary>
    public required int[]? Shown { get; init; }

    public required BitArray Keys { get; init; }

    /// <summary>One constant per track, so that nothing is shown before it is decoded.</summary>
    public long DecodeDelay { get; init; }

    public FrameTable WithDecodeDelay(long ticks) => With(Offsets, ticks);

    public FrameTable At(long[] offsets) => With(offsets, DecodeDelay);

    /// <summary>The smallest delay with which no composition offset is negative.</summary>
    public static long SmallestDelay(long[] times, int[]? shown)
    {
        var delay = 0L;
        for (var d = 0; shown is not null && d < shown.Length; d++)
        {
            delay = Math.Max(delay, times[d] - times[shown[d]]);
        }

        return delay;
    }

    private FrameTable With(long[] offsets, long decodeDelay) => new()
    {
        Sizes = Sizes,
        Offsets = offsets,
        Times = Times,
        LastDuration = LastDuration,
        Shown = Shown,
        Keys = Keys,
        DecodeDelay = decodeDelay,
    };
}

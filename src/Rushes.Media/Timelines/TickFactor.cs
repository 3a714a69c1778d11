using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>Finer ticks for times between those of the source.</summary>
internal static class TickFactor
{
    /// <summary>How many to make of a tick of the source: the parts, or 1 where ticks are nanoseconds already and tools know no finer ones.</summary>
    public static int For(Rational timeBase, int parts) => timeBase.Denominator <= int.MaxValue / parts ? parts : 1;

    /// <summary>Moves times that do not rise to the next tick, in place: only where ticks could not be made finer.</summary>
    public static long[] Rising(long[] times)
    {
        for (var i = 1; i < times.Length; i++)
        {
            times[i] = Math.Max(times[i], times[i - 1] + 1);
        }

        return times;
    }
}

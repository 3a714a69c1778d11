using Rushes.Media.Timing;

namespace Rushes.Media.Timelines;

/// <summary>What must hold of a timeline, whether it is made or read.</summary>
internal static class TimelineRules
{
    // Everything later is plain 64-bit arithmetic, so the whole length must fit, with room for a base.
    private const long MostTicks = long.MaxValue / 4;

    public static bool CanHold(Rational timeBase, long first, long end) =>
        timeBase.Numerator > 0 && timeBase.Denominator <= uint.MaxValue && ((Int128)end - first) * timeBase.Numerator <= MostTicks;

    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Check(Rational timeBase, ReadOnlySpan<long> sourceTimes, ReadOnlySpan<long> shownTimes, long lastDuration)
    {
        if (timeBase.Numerator <= 0 || timeBase.Denominator > uint.MaxValue)
        {
            throw new ArgumentException($"The time base {timeBase} is not positive or too fine.", nameof(timeBase));
        }

        if (sourceTimes.IsEmpty || sourceTimes.Length != shownTimes.Length || lastDuration <= 0)
        {
            throw new ArgumentException("A timeline has at least one frame, every frame two times, and the last one a duration.", nameof(sourceTimes));
        }

        for (var i = 1; i < shownTimes.Length; i++)
        {
            if (shownTimes[i] <= shownTimes[i - 1] || sourceTimes[i] < sourceTimes[i - 1])
            {
                throw new ArgumentException($"Frame {i} at {shownTimes[i]} is not after the frame before it at {shownTimes[i - 1]}.", nameof(shownTimes));
            }
        }

        if (((Int128)shownTimes[^1] - shownTimes[0] + lastDuration) * timeBase.Numerator > MostTicks)
        {
            throw new ArgumentException("The timeline is longer than 64-bit ticks can say.", nameof(shownTimes));
        }
    }

    /// <exception cref="ArgumentException">They do not rise from 0 or more, or are not one for each frame.</exception>
    public static void CheckPictures(ReadOnlySpan<int> pictures, int frames)
    {
        if (pictures.Length != frames || pictures.IsEmpty || pictures[0] < 0)
        {
            throw new ArgumentException("A timeline that leaves pictures out says of every frame which one it is.", nameof(pictures));
        }

        for (var i = 1; i < pictures.Length; i++)
        {
            if (pictures[i] <= pictures[i - 1])
            {
                throw new ArgumentException($"Frame {i} shows picture {pictures[i]}, which is not after {pictures[i - 1]}.", nameof(pictures));
            }
        }
    }

    /// <exception cref="ArgumentException">They do not rise from 1 to the last frame.</exception>
    public static void CheckCuts(ReadOnlySpan<int> cuts, int frames)
    {
        for (var i = 0; i < cuts.Length; i++)
        {
            if (cuts[i] <= (i > 0 ? cuts[i - 1] : 0) || cuts[i] >= frames)
            {
                throw new ArgumentException($"A shot cannot start at frame {cuts[i]} of {frames}.", nameof(cuts));
            }
        }
    }
}

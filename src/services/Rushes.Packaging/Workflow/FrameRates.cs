using Rushes.Media.Indexing;
using Rational = Rushes.Media.Timing.Rational;

namespace Rushes.Packaging.Workflow;

/// <summary>Frames a second, from when they are shown.</summary>
internal static class FrameRates
{
    // Clocks of a millisecond or 1/90000 s round the times of a steady rate.
    private static readonly Rational[] Usual =
        [new(24000, 1001), 24, 25, new(30000, 1001), 30, 48, 50, new(60000, 1001), 60, new(120000, 1001), 120, new(25, 2), new(24000, 2002), 12, 15, new(15000, 1001)];

    public static Rational Of(FrameIndex index)
    {
        var average = new Rational(checked(index.Count * (long)index.Timescale), index.TotalDuration);
        foreach (var rate in Usual)
        {
            // One part in two thousand tells 23.976 from 24.
            var difference = average < rate ? rate - average : average - rate;
            if (difference * 2500 < rate)
            {
                return rate;
            }
        }

        return average;
    }
}

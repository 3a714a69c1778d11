using Rushes.Media.Timelines;
using Rushes.Media.Timing;

namespace Rushes.Media.Tests.Timelines;

/// <summary>Timelines of all kinds, the same for the same seed.</summary>
internal static class RandomTimelines
{
    private static readonly Rational[] TimeBases = [new(1, 90000), new(1001, 30000), new(1, 1000), new(1, 25), new(2, 3), new(1, 12288)];

    public static Timeline Create(int seed)
    {
        var random = new Random(seed);
        var timeBase = TimeBases[random.Next(TimeBases.Length)];
        var step = Math.Max(1, timeBase.Denominator / timeBase.Numerator / random.Next(10, 61));
        var variable = random.Next(2) == 0;
        var time = (long)random.Next(-1000, 100000);
        var times = new long[random.Next(1, 500)];
        for (var i = 0; i < times.Length; i++)
        {
            times[i] = time;
            time += variable ? 1 + random.NextInt64(step * (random.Next(20) == 0 ? 40 : 2)) : step;
        }

        return Timeline.FromSource(timeBase, times.AsSpan(), step, times.Where((_, i) => i % 13 == 0));
    }
}

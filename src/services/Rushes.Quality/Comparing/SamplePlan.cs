using Rushes.Contracts;

namespace Rushes.Quality.Comparing;

/// <summary>
/// Which frames of a film stand for all of them: a short run in each of equal parts, at a place drawn once for all. Runs that lay evenly
/// would meet the same kind of frame each time, since encoders repeat a pattern.
/// </summary>
internal static class SamplePlan
{
    /// <summary>Of fewer no error can be told that says anything.</summary>
    private const int FewestRuns = 3;

    /// <summary>Frames beside each other are much alike: more places tell more than longer runs.</summary>
    private const int RunLength = 2;

    /// <param name="frames">Of the film.</param>
    /// <param name="share">Of them, 0 to 1.</param>
    /// <returns>In order, apart from each other; all of the film where a sample would be most of it.</returns>
    public static IEnumerable<FrameRange> Runs(int frames, double share)
    {
        var runs = Math.Max(FewestRuns, (int)(share * frames / RunLength));
        return runs * (long)RunLength * 2 > frames
            ? [new FrameRange { From = 0, To = frames }]
            : Enumerable.Range(0, runs).Select(run => Run(run, (long)frames * run / runs, (long)frames * (run + 1) / runs));
    }

    private static FrameRange Run(int number, long from, long to)
    {
        var start = from + (long)(Drawn((ulong)number) % (ulong)(to - from - RunLength + 1));
        return new FrameRange { From = start, To = start + RunLength };
    }

    // SplitMix64: the same places in every film of the length, on every machine.
    private static ulong Drawn(ulong number)
    {
        var mixed = (number + 1) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}

using Rushes.Contracts;

namespace Rushes.Encoding.Formats;

/// <summary>The rates that films and television have. What a container's ticks make of them is within a thousandth.</summary>
internal static class StandardFrameRates
{
    private const double Tolerance = 0.0005;

    private static readonly (long Numerator, long Denominator)[] Known =
    [
        (12, 1), (15, 1), (24000, 1001), (24, 1), (25, 1), (30000, 1001), (30, 1), (48000, 1001), (48, 1), (50, 1), (60000, 1001), (60, 1), (100, 1),
        (120000, 1001), (120, 1),
    ];

    /// <summary>The standard rate that is meant, or the rate itself.</summary>
    public static Rational Nearest(Rational rate)
    {
        var nearest = Nearest(rate, Known);
        return Math.Abs(Value(nearest) - Value(rate)) <= Value(rate) * Tolerance ? nearest : rate;
    }

    /// <summary>The one of some rates that is nearest, however far it is.</summary>
    public static Rational Nearest(Rational rate, IEnumerable<(long Numerator, long Denominator)> known)
    {
        var (numerator, denominator) = known.MinBy(one => Math.Abs(((double)one.Numerator / one.Denominator) - Value(rate)));
        return new Rational { Numerator = numerator, Denominator = denominator };
    }

    /// <summary>Frames a second.</summary>
    public static double Value(Rational rate) => (double)rate.Numerator / rate.Denominator;
}

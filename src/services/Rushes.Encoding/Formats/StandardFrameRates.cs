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
        var value = (double)rate.Numerator / rate.Denominator;
        var (numerator, denominator) = Known.MinBy(known => Math.Abs(((double)known.Numerator / known.Denominator) - value));
        return Math.Abs(((double)numerator / denominator) - value) <= value * Tolerance
            ? new Rational { Numerator = numerator, Denominator = denominator }
            : rate;
    }
}

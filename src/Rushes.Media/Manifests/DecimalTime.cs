using System.Globalization;

namespace Rushes.Media.Manifests;

/// <summary>Ticks as decimal seconds, rounded to the nearest microsecond: "6.006000".</summary>
internal static class DecimalTime
{
    private const long Microseconds = 1_000_000;

    public static string Format(long ticks, long timescale)
    {
        var rounded = (((Int128)ticks * Microseconds * 2) + timescale) / ((Int128)timescale * 2);
        var (seconds, fraction) = Int128.DivRem(rounded, Microseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(long)seconds}.{(long)fraction:D6}");
    }
}

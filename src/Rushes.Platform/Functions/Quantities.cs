using System.Globalization;

namespace Rushes.Platform.Functions;

/// <summary>Sizes, rates and durations as manifests write them: a whole number and its unit.</summary>
public static class Quantities
{
    private static readonly (string Unit, long Factor)[] Sizes =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40), ("B", 1)];

    private static readonly (string Unit, long Factor)[] Rates = [("kbps", 1_000), ("Mbps", 1_000_000), ("Gbps", 1_000_000_000), ("bps", 1)];

    private static readonly (string Unit, long Factor)[] Durations =
        [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

    public static bool TryBytes(string text, out long bytes) => TryRead(text, Sizes, out bytes);

    /// <summary>Bit/s.</summary>
    public static bool TryBitRate(string text, out long rate) => TryRead(text, Rates, out rate);

    public static bool TryMilliseconds(string text, out long milliseconds) => TryRead(text, Durations, out milliseconds);

    private static bool TryRead(string text, (string Unit, long Factor)[] units, out long value)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        value = 0;
        if (digits <= 0
            || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || units.FirstOrDefault(unit => text.AsSpan(digits).SequenceEqual(unit.Unit)) is not { Factor: > 0 and var factor }
            || number > long.MaxValue / factor)
        {
            return false;
        }

        value = number * factor;
        return true;
    }
}

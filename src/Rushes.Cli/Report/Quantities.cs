using System.Globalization;

namespace Rushes.Cli.Report;

/// <summary>Numbers with their units, short enough for a table.</summary>
internal static class Quantities
{
    public static string Bitrate(long bitsPerSecond) => bitsPerSecond switch
    {
        >= 10_000_000 => Invariant($"{bitsPerSecond / 1e6:0.0} Mbit/s"),
        _ => Invariant($"{bitsPerSecond / 1e3:0} kbit/s"),
    };

    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => Invariant($"{bytes / 1e9:0.00} GB"),
        >= 1_000_000 => Invariant($"{bytes / 1e6:0.0} MB"),
        _ => Invariant($"{bytes / 1e3:0.0} kB"),
    };

    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => Invariant($"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => Invariant($"{time.Minutes}:{time.Seconds:00} min"),
        _ => Invariant($"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00} h"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

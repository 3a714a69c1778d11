using System.Globalization;

namespace Rushes.Platform.Scheduling;

/// <summary>Dimensions and their amounts as people read them.</summary>
internal static class Dimensions
{
    private static readonly (long Factor, string Unit)[] Sizes = [(1L << 40, "TiB"), (1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB"), (1, "B")];

    private static readonly (long Factor, string Unit)[] Rates = [(1_000_000_000, "Gbit/s"), (1_000_000, "Mbit/s"), (1_000, "kbit/s"), (1, "bit/s")];

    public static string Name(this Dimension dimension) => dimension switch
    {
        Dimension.Cores => "cores",
        Dimension.Memory => "memory",
        Dimension.Disk => "disk",
        _ => "network",
    };

    /// <summary><c>16 cores</c>, <c>1.5 GiB of memory</c>, <c>750 Mbit/s of network</c>.</summary>
    public static string Amount(this Dimension dimension, long amount) => dimension switch
    {
        Dimension.Cores => string.Create(CultureInfo.InvariantCulture, $"{amount} cores"),
        Dimension.Network => $"{InUnits(amount, Rates)} of {dimension.Name()}",
        _ => $"{InUnits(amount, Sizes)} of {dimension.Name()}",
    };

    private static string InUnits(long amount, (long Factor, string Unit)[] units)
    {
        var (factor, unit) = units.FirstOrDefault(candidate => amount >= candidate.Factor, units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)amount / factor:0.##} {unit}");
    }
}

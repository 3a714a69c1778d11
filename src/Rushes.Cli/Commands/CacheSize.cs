using Rushes.Contracts;
using Rushes.Platform.Functions;

namespace Rushes.Cli.Commands;

/// <summary>What <c>--cache</c> says.</summary>
internal static class CacheSize
{
    private const long Usual = 10L << 30;

    /// <param name="value">As written; null: not at all.</param>
    /// <param name="failures">Takes what is wrong.</param>
    /// <returns>Bytes; 0: nothing is kept.</returns>
    public static long Read(string? value, ICollection<Failure> failures)
    {
        switch (value)
        {
            case null:
                return Usual;
            case "off":
                return 0;
            case var size when Quantities.TryBytes(size, out var bytes):
                return bytes;
            default:
                failures.Add(UsageFailure.Option("--cache", $"'{value}' is no size.", "Write off, or a size like 500MiB or 20GiB."));
                return 0;
        }
    }
}

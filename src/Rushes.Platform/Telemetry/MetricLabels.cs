using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Telemetry;

/// <summary>
/// Values of labels. Each comes from a set that is small and known: never an id, a name that a user gave, or a message.
/// </summary>
internal static class MetricLabels
{
    /// <summary><c>express</c>, <c>first-class</c> …</summary>
    public static string Class(int value) => Enum.IsDefined((PriorityClass)value) ? Words(((PriorityClass)value).ToString()) : "unknown";

    /// <summary><c>input</c>, <c>transient</c> …</summary>
    public static string Category(FailureCategory category) => Enum.IsDefined(category) ? Words(category.ToString()) : "unknown";

    /// <summary><c>4c/8GiB</c>: shapes have names only inside a manifest.</summary>
    public static string Shape(RunFunction work) =>
        string.Create(CultureInfo.InvariantCulture, $"{work.Cores}c/{work.Memory / (double)(1L << 30):0.##}GiB");

    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}

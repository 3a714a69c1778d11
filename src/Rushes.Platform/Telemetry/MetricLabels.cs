using System.Globalization;
using Rushes.Contracts;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Telemetry;

/// <summary>
/// Values of labels. Each comes from a set that is small and known: never an id, a name that a user gave, or a message.
/// </summary>
internal static class MetricLabels
{
    private static readonly int[] Heights = [144, 240, 360, 480, 576, 720, 1080, 1440, 2160, 4320];

    /// <summary><c>express</c>, <c>first-class</c> …</summary>
    public static string Class(int value) => Enum.IsDefined((PriorityClass)value) ? Words(((PriorityClass)value).ToString()) : "unknown";

    /// <summary><c>input</c>, <c>transient</c> …</summary>
    public static string Category(FailureCategory category) => Enum.IsDefined(category) ? Words(category.ToString()) : "unknown";

    /// <summary><c>4c/8GiB</c>: shapes have names only inside a manifest.</summary>
    public static string Shape(RunFunction work) => Shape(work.Cores, work.Memory);

    /// <inheritdoc cref="Shape(RunFunction)"/>
    /// <param name="cores">With no memory either: light work, which has no shape.</param>
    /// <param name="memory">Bytes.</param>
    public static string Shape(int cores, long memory) =>
        cores == 0 && memory == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{cores}c/{memory / (double)(1L << 30):0.##}GiB");

    /// <summary>The usual height that holds it: <c>1080</c> for a film of 1036 lines. Users choose any.</summary>
    public static string Height(int height) => height <= 0
        ? "none"
        : Array.Find(Heights, usual => height <= usual) is > 0 and var found ? found.ToString(CultureInfo.InvariantCulture) : "larger";

    /// <summary><c>done</c>, <c>failed</c> …</summary>
    public static string Word(RunState state) => Words(state.ToString());

    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}

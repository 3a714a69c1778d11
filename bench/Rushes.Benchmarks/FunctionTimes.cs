using System.Globalization;
using System.Text.RegularExpressions;

namespace Rushes.Benchmarks;

/// <summary>What functions of a job used, as <c>--verbose</c> tells it.</summary>
internal static partial class FunctionTimes
{
    /// <summary>Seconds of processor time of all tools of some functions; of those without any tool, the time that they took.</summary>
    /// <param name="log">Lines of standard error.</param>
    /// <param name="functions">What their names begin with.</param>
    public static double Processor(IEnumerable<string> log, string functions) => log
        .Select(line => Ended().Match(line))
        .Where(match => match.Success && match.Groups["function"].Value.StartsWith(functions, StringComparison.Ordinal))
        .Sum(match => double.Parse(match.Groups[match.Groups["tools"].Length > 0 ? "tools" : "seconds"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\] (?<function>\w+\.\w+) for .*, attempt \d+: (?<seconds>[\d.]+) s, (?<tools>[\d.]*) s of processor time")]
    private static partial Regex Ended();
}

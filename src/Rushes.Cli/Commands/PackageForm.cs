using Rushes.Contracts;

namespace Rushes.Cli.Commands;

/// <summary>Options of how a package is laid out: the usual form, or the other.</summary>
internal static class PackageForm
{
    /// <summary><c>--segments ranges|files</c>: whether each segment is a file of its own.</summary>
    public static bool ReadSegments(string? value, ICollection<Failure> failures) => Read(value, "--segments", "ranges", "files", failures);

    /// <summary><c>--layout interleaved|copyable</c>: whether each track lies whole.</summary>
    public static bool ReadLayout(string? value, ICollection<Failure> failures) => Read(value, "--layout", "interleaved", "copyable", failures);

    private static bool Read(string? value, string option, string usual, string other, ICollection<Failure> failures)
    {
        if (value is not null && value != usual && value != other)
        {
            failures.Add(UsageFailure.Option(option, $"'{value}' is no value of {option}.", $"Write {usual} or {other}."));
        }

        return value == other;
    }
}

using System.Globalization;

namespace Rushes.Platform.Database;

/// <summary>No server of the database can be reached and written, or none could for as long as we wait.</summary>
/// <param name="name">Of the database; no passwords.</param>
/// <param name="cause">What the last try met.</param>
public sealed class DatabaseUnreachableException(string name, Exception cause)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"No server of {name} can be reached and written: {Reasons(cause)}"), cause)
{
    /// <summary>Of several servers, each may have its own.</summary>
    private static string Reasons(Exception cause) => cause.InnerException is AggregateException several
        ? string.Join("; ", several.InnerExceptions.Select(one => one.Message).Distinct(StringComparer.Ordinal))
        : cause.Message;
}

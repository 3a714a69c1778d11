using System.Data.Common;
using Rushes.Contracts;

namespace Rushes.Platform.Reading;

/// <summary>Reads values out of rows.</summary>
internal static class Columns
{
    public static DateTimeOffset Time(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>By the name in the row, lower case.</summary>
    public static T Named<T>(this DbDataReader row, int column)
        where T : struct, Enum => Enum.Parse<T>(row.GetString(column), ignoreCase: true);

    public static IReadOnlyList<Failure> Failures(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? [] : FailureList.Parser.ParseFrom(row.GetFieldValue<byte[]>(column)).Failures;
}

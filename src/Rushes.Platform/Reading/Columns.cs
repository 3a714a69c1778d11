using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Rushes.Contracts;

namespace Rushes.Platform.Reading;

/// <summary>Reads values out of rows.</summary>
internal static class Columns
{
    /// <summary>Null: the column is.</summary>
    public static Timestamp? Time(this DbDataReader row, int column) => row.IsDBNull(column) ? null : Time(row.GetInt64(column));

    /// <param name="milliseconds">Since 1970 UTC.</param>
    public static Timestamp Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToTimestamp();

    /// <summary>Empty: the column is null.</summary>
    public static string Text(this DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    /// <summary>By the name in the row, lower case.</summary>
    public static T Named<T>(this DbDataReader row, int column)
        where T : struct, System.Enum => System.Enum.Parse<T>(row.GetString(column), ignoreCase: true);

    public static IReadOnlyList<Failure> Failures(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? [] : FailureList.Parser.ParseFrom(row.GetFieldValue<byte[]>(column)).Failures;
}

using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Reading;

/// <summary>A reader changes nothing, so it reads only what this very build has written, or would have.</summary>
internal static class SchemaCheck
{
    private const int SqliteError = 1;

    public static Failure? Find(SqlSession session, IDatabaseEngine engine)
    {
        var (present, known) = (Version(session), Migrations.Scripts(engine.Dialect).Count);
        return present == known ? null : present < known
            ? Refusal(
                "database.older", $"The database {engine.Name} is of version {present}; this build reads {known}.",
                "Start the program that works on it with this build: it brings the database up to date. For an encode, give the same command again.")
            : Refusal(
                "database.newer", $"The database {engine.Name} is of version {present}; this build reads {known}.", "Use the build that wrote it, or a later one.");
    }

    public static Failure Absent(string path) => Refusal(
        "database.not_found", $"There is no database {path}.", "Check --database; it is made by the program that works on it.");

    /// <summary>0: nobody has made the tables yet.</summary>
    private static int Version(SqlSession session)
    {
        try
        {
            return Convert.ToInt32(session.Scalar("SELECT max(version) FROM schema_version") ?? 0, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is SqliteException { SqliteErrorCode: SqliteError } or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return 0;
        }
    }

    private static Failure Refusal(string code, string message, string remedy) => new()
    {
        Code = code,
        Category = FailureCategory.Configuration,
        Message = message,
        Place = new Place { Option = "--database" },
        Remedy = remedy,
    };
}

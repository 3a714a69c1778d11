using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Rushes.Platform.Database.Sqlite;

/// <summary>
/// A full disk is a full disk, whoever finds out: what SQLite says of it becomes what .NET says. Only a write to the
/// database itself is <c>SQLITE_FULL</c>; for its other files (WAL index, flush) the cause stands behind an I/O error.
/// </summary>
internal static partial class FullDisk
{
    private const int Full = 13;
    private const int InputOutputError = 10;
    private const int CannotOpen = 14;
    private const int NoSpaceLeft = 28; // ENOSPC

    public static bool IsCauseOf(SqliteException exception, SqliteConnection connection) => exception.SqliteErrorCode switch
    {
        Full => true,
        InputOutputError or CannotOpen => connection.Handle is { IsInvalid: false } handle && SystemErrorNumber(handle) == NoSpaceLeft,
        _ => false,
    };

    public static IOException ToException(SqliteException exception, SqliteConnection connection) =>
        new($"The disk of {connection.DataSource} is full.", exception) { HResult = NoSpaceLeft };

    /// <summary>The errno of the last I/O error of the connection.</summary>
    [LibraryImport(SqliteLibrary.SystemName, EntryPoint = "sqlite3_system_errno")]
    private static partial int SystemErrorNumber(SafeHandle connection);
}

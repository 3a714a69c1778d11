using Microsoft.Data.Sqlite;

namespace Rushes.Platform.Database;

/// <summary>SQLite has an error of its own for a full disk; everybody above knows the one of files.</summary>
internal static class DiskFull
{
    private const int Full = 13; // SQLITE_FULL
    private const int NoSpaceLeft = 28; // ENOSPC, where .NET puts it

    /// <summary>The exception itself when it says anything else.</summary>
    public static Exception Explain(Exception exception) => exception is SqliteException { SqliteErrorCode: Full }
        ? new IOException("No space left on the disk of the work folder.", exception) { HResult = NoSpaceLeft }
        : exception;
}

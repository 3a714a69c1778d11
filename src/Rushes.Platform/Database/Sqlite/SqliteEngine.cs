using Microsoft.Data.Sqlite;

namespace Rushes.Platform.Database.Sqlite;

/// <param name="Path">Made when absent.</param>
/// <param name="Time">The database has no clock of its own.</param>
internal sealed record SqliteEngine(string Path, TimeProvider Time) : IDatabaseEngine
{
    private const int Busy = 5;
    private const int Locked = 6;

    public string Dialect => "sqlite";

    public string Name => Path;

    public TimeSpan? LongestWork => null;

    public IDisposable? TakeOwnership()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        return OwnerLock.Take(Path);
    }

    public SqlSession Open(bool readOnly) => SqliteSession.Open(Path, readOnly, Time);

    public INotifications? OpenNotifications() => null;

    /// <summary>Busy: somebody else has the file locked, a backup or a shell.</summary>
    public DatabaseTrouble Judge(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked } ? DatabaseTrouble.Busy : DatabaseTrouble.Final;
}

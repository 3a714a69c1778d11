namespace Rushes.Platform.Database.Sqlite;

/// <summary>
/// Exactly one process writes a database. The kernel drops the lock when its holder dies, however it dies, so whoever
/// gets it may take the leases of the last holder for dead.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _file;

    private OwnerLock(FileStream file) => _file = file;

    /// <exception cref="IOException">Another process holds it.</exception>
    public static OwnerLock Take(string databasePath) =>
        new(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    public void Dispose() => _file.Dispose();
}

using Rushes.Platform.Database;
using Rushes.Platform.Database.Sqlite;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

/// <summary>What happens to a SQLite file, and what becomes of our writes then. A full disk: see <see cref="StateDatabaseTests"/>.</summary>
public sealed class SqliteTroubleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder["state.db"];

    [Fact]
    public async Task Write_FileIsLockedForAWhile_IsDoneAfterwards()
    {
        await using var database = Open();
        using var other = SqliteSession.Open(Path, readOnly: false, TimeProvider.System);
        other.Begin(several: false);

        var write = database.WriteAsync(transaction => transaction.Sql.Execute("INSERT INTO schema_version VALUES (100, 0)"), Token);
        Assert.Equal(3L, await database.ReadAsync(sql => sql.Scalar("SELECT max(version) FROM schema_version"), Token));
        Assert.False(write.IsCompleted);
        other.Commit();

        Assert.Equal(1, await write);
    }

    [Fact]
    public async Task Write_FileIsReadOnly_SaysWhichAndLeavesNothing()
    {
        await using var database = Open();
        await database.WriteAsync(transaction => transaction.Sql.Scalar("PRAGMA query_only = ON"), Token);

        var exception = await Assert.ThrowsAsync<IOException>(
            () => database.WriteAsync(transaction => transaction.Sql.Execute("INSERT INTO schema_version VALUES (100, 0)"), Token));

        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("read-only", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Not even root's.</summary>
    [Fact]
    public void TakeOwnership_FolderTakesNoFiles_SaysWhich()
    {
        const string Path = "/proc/self/state.db";

        var exception = Assert.ThrowsAny<SystemException>(() => new SqliteEngine(Path, TimeProvider.System).TakeOwnership());

        Assert.True(exception is IOException or UnauthorizedAccessException);
        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_PathIsAFolder_SaysWhich()
    {
        Directory.CreateDirectory(Path);

        Assert.Contains(Path, Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileIsNoDatabase_SaysWhich()
    {
        _folder.Write("state.db", string.Concat(Enumerable.Repeat("This is a letter and no database. ", 100)));

        Assert.Contains(Path, Assert.Throws<IOException>(Open).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private StateDatabase Open() => StateDatabase.Open(new SqliteEngine(Path, TimeProvider.System), TimeProvider.System);
}

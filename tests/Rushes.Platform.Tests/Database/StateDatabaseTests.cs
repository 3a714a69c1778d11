using Rushes.Platform.Database;
using Rushes.Platform.Database.Sqlite;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

public sealed class StateDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_WorkThrows_LeavesNothingAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        await using var database = StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System);
        var announced = false;

        await Assert.ThrowsAsync<FormatException>(() => database.WriteAsync(transaction =>
        {
            Insert(transaction, 100);
            transaction.OnCommit(() => announced = true);
            throw new FormatException();
        }, Token));
        await database.WriteAsync(transaction => Insert(transaction, 101), Token);

        Assert.False(announced);
        Assert.Equal([101], await database.ReadAsync(sql => sql.Query("SELECT version FROM schema_version WHERE version >= 100", row => row.GetInt64(0)), Token));
    }

    [Fact]
    public async Task Open_EveryWriter_FlushesEveryCommit()
    {
        using var folder = new TemporaryFolder();
        await using var database = StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System);

        var settings = await database.WriteAsync(
            transaction => (transaction.Sql.Scalar("PRAGMA synchronous"), transaction.Sql.Scalar("PRAGMA journal_mode"), transaction.Sql.Scalar("PRAGMA foreign_keys")), Token);

        Assert.Equal((2L, "wal", 1L), settings);
    }

    [Fact]
    public async Task Open_WrittenByANewerBuild_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using (var database = StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System))
        {
            await database.WriteAsync(transaction => Insert(transaction, 1_000), Token);
        }

        Assert.Throws<InvalidOperationException>(() => StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System));
    }

    [Fact]
    public async Task Write_AfterClosing_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var database = StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System);
        await database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.WriteAsync(transaction => Insert(transaction, 100), Token));
    }

    [Fact]
    public async Task Write_DiskIsFull_IsTheErrorOfAnyFullDiskAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var database = StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System);
        await database.WriteAsync(transaction => transaction.Sql.ExecuteScript("CREATE TABLE ballast (bytes BLOB)"), Token);
        await database.WriteAsync(transaction => transaction.Sql.Scalar("PRAGMA max_page_count = 100"), Token);

        var exception = await Assert.ThrowsAsync<IOException>(() => database.WriteAsync(
            transaction => transaction.Sql.Execute("INSERT INTO ballast VALUES (zeroblob(1000000))"), Token));

        Assert.Equal(28, exception.HResult);
        Assert.Contains(folder["state.db"], exception.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await database.ReadAsync(sql => sql.Scalar("SELECT count(*) FROM ballast"), Token));
        await database.WriteAsync(transaction => transaction.Sql.Execute("INSERT INTO ballast VALUES (zeroblob(10))"), Token);
    }

    private static void Insert(Transaction transaction, long version) => transaction.Sql.Execute(
        "INSERT INTO schema_version (version, applied) VALUES (@version, 0)", ("version", version));
}

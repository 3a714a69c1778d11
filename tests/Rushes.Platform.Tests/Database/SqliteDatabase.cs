using Rushes.Platform.Database.Sqlite;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TestDatabase Create()
    {
        var (files, clock) = (new SqliteDatabase(), new FakeTimeProvider());
        return new TestDatabase(new SqliteEngine(files._folder["state.db"], clock), clock, files);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

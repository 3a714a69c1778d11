using Rushes.Platform.Database.Postgres;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database;

internal static class PostgresTestDatabase
{
    public static async Task<TestDatabase> CreateAsync()
    {
        var (files, clock) = (await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken), new FakeTimeProvider());
        return new TestDatabase(new PostgresEngine(files.ConnectionString, clock), clock, files);
    }
}

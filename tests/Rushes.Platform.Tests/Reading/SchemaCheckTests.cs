using Rushes.Platform.Database;
using Rushes.Platform.Reading;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Reading;

/// <summary>On databases of their own, for they are spoilt.</summary>
public sealed class SchemaCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Versions { get; } = new()
    {
        { "DELETE FROM schema_version", "database.older" },
        { "DROP TABLE schema_version", "database.older" },
        { "INSERT INTO schema_version (version, applied) VALUES (99, 0)", "database.newer" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public Task Open_FileOfAnotherVersion_IsRefused(string sql, string code) => RefuseAsync(new DatabaseLocation.SqliteFile(_folder["state.db"]), sql, code);

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_PostgresOfAnotherVersion_IsRefused(string sql, string code)
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await RefuseAsync(new DatabaseLocation.PostgresServer(database.ConnectionString), sql, code);
    }

    [Fact]
    public void Open_FileThatIsNotThere_IsRefusedAndNotMade()
    {
        var opening = JobsReader.Open(new DatabaseLocation.SqliteFile(_folder["none.db"]), TimeProvider.System);

        Assert.Equal("database.not_found", Assert.IsType<DatabaseOpening.Refused>(opening).Failure.Code);
        Assert.False(File.Exists(_folder["none.db"]));
    }

    private static async Task RefuseAsync(DatabaseLocation location, string sql, string code)
    {
        var engine = location.ToEngine(TimeProvider.System);
        await using (StateDatabase.Open(engine, TimeProvider.System))
        {
        }

        using (var session = engine.Open(readOnly: false))
        {
            session.Execute(sql);
        }

        var refused = Assert.IsType<DatabaseOpening.Refused>(JobsReader.Open(location, TimeProvider.System));
        Assert.Equal(code, refused.Failure.Code);
        Assert.NotEmpty(refused.Failure.Remedy);
    }
}

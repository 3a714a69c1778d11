using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Database.Sqlite;
using Rushes.Platform.Workflows;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Database.Migrating;

/// <summary>From every earlier schema to this one.</summary>
public sealed class MigrationTests
{
    private static readonly byte[] Failures = new FailureList { Failures = { new Failure { Code = "test.failure" } } }.ToByteArray();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Versions => [.. EarlierDatabase.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Migrate_MessagesOfEveryState_KeepsThem(int version)
    {
        using var folder = new TemporaryFolder();
        string[] states = ["delayed", "pending", "leased", "done", "dead", "cancelled"];
        using (var earlier = new EarlierDatabase(folder["state.db"], version))
        {
            foreach (var state in states)
            {
                earlier.Message("compute", state, "run", new Finding { Code = state }, attempts: 3);
            }
        }

        await using var database = Open(folder);

        var rows = await QueryAsync(
            database,
            "SELECT id, queue, state, class, due, rank, scope, dedupe, type, cores, memory, disk, network, attempts, failures, token, losses, owner, expiry, ended FROM message ORDER BY id");
        Assert.Equal(
            states.Select((state, i) => FormattableString.Invariant($"{i + 1} compute {state} 4 -5 6 run key of {state} {i + 1} rushes.v1.Finding 1 2 3 4 3 2 3 0 ")
                + (state == "leased" ? "a dead process 1 -" : state is "done" or "dead" or "cancelled" ? "- - 7" : "- - -")),
            rows);
        Assert.Equal(states, await database.ReadAsync(
            sql => sql.Query("SELECT payload FROM message ORDER BY id", row => Finding.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)).Code), Token));
        Assert.Equal(["7"], await QueryAsync(database, "INSERT INTO message (queue, state, class, due, rank, type, payload, cores, memory, disk, network, created, not_before) VALUES ('q', 'pending', 1, 1, 1, 't', x'00', 0, 0, 0, 0, 0, 0) RETURNING id", write: true));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Migrate_RunsWithACall_KeepsTheirNodesItemsAndTheCall(int version)
    {
        using var folder = new TemporaryFolder();
        using (var earlier = new EarlierDatabase(folder["state.db"], version))
        {
            earlier.Run("caller", "request", "a.A/A", "a.a", new Finding { Code = "asked" });
            earlier.Node("caller", "map", 0, "done", items: 2, open: 0);
            earlier.Item("caller", "map", 0, "done", new Finding { Code = "result" });
            earlier.Item("caller", "map", 1, "done", new Finding { Code = "result" });
            earlier.Node("caller", "call", 1, "running", items: 1, open: 1);
            earlier.Item("caller", "call", 0, "running");
            earlier.Node("caller", "last", 2, "waiting");
            earlier.Run("callee", null, "b.B/B", "b.b", new Finding(), "failed", new ItemKey { Run = "caller", Node = "call" }, failures: Failures);
            earlier.Node("callee", "only", 0, "failed", items: 1, open: 1);
            earlier.Item("callee", "only", 0, "failed", failures: Failures);
            earlier.Run("other", "other request", "b.B/B", "b.b", new Finding(), "done", response: [1, 2]);
        }

        await using var database = Open(folder);

        Assert.Equal(
            ["callee - b.B/B b.b 1 1 failed - 9", "caller request a.A/A a.a 1 - running - -", "other other request b.B/B b.b 1 - done 0102 9"],
            await QueryAsync(database, "SELECT id, request_id, method, workflow, workflow_version, call_sequence, state, hex(response), ended FROM run ORDER BY id"));
        Assert.Equal(
            ["callee only 0 failed 1 1 1", "caller call 1 running 1 1 1", "caller last 2 waiting 0 - 0", "caller map 0 done 2 2 0"],
            await QueryAsync(database, "SELECT run_id, name, position, state, planned, items, open FROM node ORDER BY run_id, name"));
        Assert.Equal(
            ["callee only 0 3 failed 1 - 1", "caller call 0 3 running 1 - 0", "caller map 0 3 done 1 1 0", "caller map 1 3 done 1 1 0"],
            await QueryAsync(database, "SELECT run_id, node, number, weight, state, attempts, CASE WHEN result IS NOT NULL THEN 1 END, failures IS NOT NULL FROM item ORDER BY run_id, node, number"));
        Assert.Equal(["callee caller call 0 b.B/B 1"], await QueryAsync(database, "SELECT id, run_id, node, number, method, sequence FROM call"));
        Assert.Equal(["callee callee 1"], await QueryAsync(database, "SELECT call_id, side, sequence FROM inbox"));
        Assert.Equal(Failures, (byte[])(await database.ReadAsync(sql => sql.Scalar("SELECT failures FROM run WHERE id = 'callee'"), Token))!);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Migrate_EveryVersion_EndsWithTheSameSchemaAndWholeReferences(int version)
    {
        using var folder = new TemporaryFolder();
        using (var earlier = new EarlierDatabase(folder["state.db"], version))
        {
            earlier.Run("run", "request", "a.A/A", "a.a", new Finding());
            earlier.Node("run", "node", 0, "running", 1, 1);
            earlier.Item("run", "node", 0, "waiting");
        }

        await using var migrated = Open(folder);
        using var empty = new TemporaryFolder();
        await using var fresh = Open(empty);

        const string Schema = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name <> 'schema_version' ORDER BY name";
        Assert.Equal(await QueryAsync(fresh, Schema), await QueryAsync(migrated, Schema));
        Assert.Empty(await QueryAsync(migrated, "PRAGMA foreign_key_check"));
        Assert.Equal(["ok"], await QueryAsync(migrated, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Migrate_FromTheThird_KeepsWhatIsThereAndEndsWithTheSameSchema()
    {
        using var folder = new TemporaryFolder();
        using (var third = new EarlierDatabase(folder["state.db"], 3))
        {
            third.Execute("INSERT INTO message (queue, state, class, due, rank, type, payload, cores, memory, disk, network, created, not_before) VALUES ('q', 'pending', 1, 2, 3, 't', x'00', 0, 0, 0, 0, 4, 0)");
            third.Execute("INSERT INTO run (id, method, workflow, workflow_version, class, due, rank, state, created) VALUES ('run', 'a.A/A', 'a.a', 1, 1, 2, 3, 'running', 4)");
        }

        await using var database = Open(folder);
        using var empty = new TemporaryFolder();
        await using var fresh = Open(empty);

        Assert.Equal(["q pending 4 -"], await QueryAsync(database, "SELECT queue, state, created, trace FROM message"));
        Assert.Equal(["run running 4 -"], await QueryAsync(database, "SELECT id, state, created, trace FROM run"));
        const string Columns = "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY 1, 2";
        Assert.Equal(await QueryAsync(fresh, Columns), await QueryAsync(database, Columns));
    }

    [Fact]
    public async Task Schemas_OfBothStores_HaveTheSameTablesColumnsAndIndexes()
    {
        using var folder = new TemporaryFolder();
        await using var sqlite = Open(folder);
        await using var postgres = await PostgresTestDatabase.CreateAsync();
        await using var other = StateDatabase.Open(postgres.Engine, TimeProvider.System);

        Assert.Equal(
            await QueryAsync(
                sqlite,
                """
                SELECT tables.name, columns.name, columns."notnull" OR columns.pk > 0
                FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite%' AND tables.name <> 'schema_version' ORDER BY 1, 2
                """),
            await QueryAsync(
                other,
                """
                SELECT table_name::text COLLATE "C", column_name::text COLLATE "C", CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END
                FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'schema_version' ORDER BY 1, 2
                """));
        Assert.Equal(
            await QueryAsync(sqlite, "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1, 2"),
            await QueryAsync(
                other,
                """
                SELECT tablename::text COLLATE "C", indexname::text COLLATE "C" FROM pg_indexes
                WHERE schemaname = 'public' AND indexname NOT IN (SELECT conname FROM pg_constraint) ORDER BY 1, 2
                """));
    }

    private static StateDatabase Open(TemporaryFolder folder) =>
        StateDatabase.Open(new SqliteEngine(folder["state.db"], TimeProvider.System), TimeProvider.System);

    /// <summary>Rows as text; - is null.</summary>
    private static Task<List<string>> QueryAsync(StateDatabase database, string query, bool write = false)
    {
        return write ? database.WriteAsync(transaction => Query(transaction.Sql), Token) : database.ReadAsync(Query, Token);

        List<string> Query(SqlSession sql) => sql.Query(query, row => string.Join(
            ' ', Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) || row.GetValue(i) is "" ? "-" : FormattableString.Invariant($"{row.GetValue(i)}"))));
    }
}

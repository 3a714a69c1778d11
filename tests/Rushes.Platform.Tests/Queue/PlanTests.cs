using System.Globalization;
using System.Text.RegularExpressions;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Queue;
using Rushes.Platform.Tests.Database;

namespace Rushes.Platform.Tests.Queue;

/// <summary>
/// What the databases make of the statements of the queue when it is long: each walks an index to what it is after, and none
/// reads or sorts all there is. The statements are those that the queue has just executed.
/// </summary>
public sealed partial class PlanTests(ITestOutputHelper output)
{
    private const string Queue = "long";

    /// <summary>An operation and the index that each of its statements walks; what is held is never much.</summary>
    public static TheoryData<StoreKind, string, string> Operations { get; } = new(
        from store in Enum.GetValues<StoreKind>()
        from operation in new[]
        {
            ("take", "message_order"), ("take what is offered", "message_order"), ("take alone", "message_order|message_next_of_key"),
            ("return", "message_delayed|message_leased|message_owner"), ("next change", "message_delayed|message_leased"),
            ("heartbeat", "message_pkey|INTEGER PRIMARY KEY|message_leased|message_owner"), ("complete", "message_pkey|INTEGER PRIMARY KEY"),
            ("cancel", "message_scope"), ("revive", "message_ended"), ("forget", "message_old"),
        }
        select (store, operation.Item1, operation.Item2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Statement_TwentyThousandPending_WalksItsIndex(StoreKind store, string operation, string index)
    {
        foreach (var plan in await PlansAsync(store, operation, messages: 40_000))
        {
            Assert.Matches(index, plan);
            Assert.DoesNotMatch(@"Seq Scan on message|SCAN (message|candidate|suspect|holder|earlier)(?! USING)|TEMP B-TREE|Sort Key: (?!""ANY_subquery"")|Hash Join", plan);
        }
    }

    /// <summary>A plan is kept while the table grows.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Statement_HundredPending_ReadsNoTableFromEndToEnd(StoreKind store, string operation, string index)
    {
        foreach (var plan in await PlansAsync(store, operation, messages: 200))
        {
            Assert.DoesNotMatch(@"Seq Scan on message|SCAN (message|candidate|suspect|holder|earlier)(?! USING)|Hash Join|Merge Join", plan);
            Assert.Matches($"{index}|Index", plan);
        }
    }

    private async Task<IReadOnlyList<string>> PlansAsync(StoreKind store, string operation, int messages)
    {
        await using var files = store == StoreKind.Sqlite ? SqliteDatabase.Create() : await PostgresTestDatabase.CreateAsync();
        List<string> executed = [];
        await using var database = StateDatabase.Open(files.Engine, TimeProvider.System, executed.Add);
        await database.WriteAsync(transaction => Fill(transaction.Sql, store, messages), Token);
        executed.Clear();
        await OperateAsync(database, operation);
        var statements = executed.Where(sql => sql.Contains("message", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(statements);
        var plans = await database.WriteAsync(transaction => statements.SelectMany(sql => Explain(transaction.Sql, store, sql)).ToList(), Token);
        plans.ForEach(output.WriteLine);
        return plans;
    }

    private static async Task OperateAsync(StateDatabase database, string operation)
    {
        var queue = new MessageQueue(new QueueSignals(), QueueUnderTest.Retry);
        var lease = new Lease(1, 0, Queue, "t", ReadOnlyMemory<byte>.Empty, default, 1);
        var taker = new Taker(Queue, "me", TimeSpan.FromMinutes(1));
        if (operation == "next change")
        {
            await database.WriteAsync(transaction => MessageRows.NextChange(transaction.Sql, Queue), Token);
            return;
        }

        await database.WriteAsync(
            transaction => _ = operation switch
            {
                "take" => queue.Take(transaction, taker, 50, () => false),
                "take what is offered" => queue.Take(transaction, taker with { Offers = ["encode@1.0.0", "encode@1.1.0"] }, 4, () => false),
                "take alone" => queue.Take(transaction, taker with { Queue = "empty" }, 4, () => true),
                "return" => queue.ReturnWhatIsDue(transaction, Queue),
                "heartbeat" => queue.Heartbeat(transaction, [new Heartbeat(lease)], TimeSpan.FromMinutes(1)),
                "complete" => queue.Complete(transaction, [lease]),
                "cancel" => Do(() => queue.Cancel(transaction, "run 7")),
                "revive" => Do(() => queue.Revive(transaction, "run 7", Finding.Descriptor.FullName)),
                "forget" => queue.Forget(transaction, 5, 100),
                _ => throw new ArgumentException(operation, nameof(operation)),
            }, Token);

        static object? Do(Action action)
        {
            action();
            return null;
        }
    }

    /// <summary>Half of them wait; there are also some of any other kind, and a heap that is done.</summary>
    private static void Fill(SqlSession sql, StoreKind store, int messages)
    {
        sql.ExecuteScript(
            $"""
            INSERT INTO message (queue, state, class, due, rank, scope, dedupe, exclusive, requires, type, payload, cores, memory, disk, network,
                                 created, not_before, losses, owner, taken, expiry, ended)
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + {40_000 / messages} FROM numbers WHERE n < 40000),
            rows AS (SELECT n, CASE WHEN n <= 10000 THEN 'done' WHEN n <= 30000 THEN 'pending' WHEN n <= 30200 THEN 'leased' WHEN n <= 30400 THEN 'dead'
                                    WHEN n <= 30600 THEN 'delayed' WHEN n <= 35000 THEN 'cancelled' ELSE 'done' END AS state FROM numbers)
            SELECT CASE WHEN n % 20 = 0 THEN 'other' ELSE '{Queue}' END, state, 1 + n % 5, n * 7919 % 1000, n % 13, 'run ' || n % 400, NULL,
                   CASE WHEN n % 50 = 0 AND state = 'pending' THEN 'key ' || n % 40 END, CASE WHEN n % 3 = 0 THEN 'encode@1.' || n % 4 || '.0' END, 't',
                   {(store == StoreKind.Sqlite ? "x'00'" : "'\\x00'::bytea")}, 1, 1, 1, 1, 1, CASE WHEN state = 'delayed' THEN 9000000000000 ELSE 0 END,
                   CASE WHEN n % 5000 = 1 AND state = 'pending' THEN 2 ELSE 0 END,
                   CASE WHEN state = 'leased' THEN 'me' END, CASE WHEN state = 'leased' THEN 1 END, CASE WHEN state = 'leased' THEN 9000000000000 END,
                   CASE WHEN state IN ('done', 'dead', 'cancelled') THEN n END
            FROM rows
            """);
        sql.ExecuteScript("ANALYZE");
    }

    /// <summary>SQLite has one plan; PostgreSQL may plan for the values, or once for all.</summary>
    private static IEnumerable<string> Explain(SqlSession sql, StoreKind store, string statement)
    {
        var names = Parameter().Matches(statement).Select(match => match.Value).Distinct().ToList();
        if (store == StoreKind.Sqlite)
        {
            return [string.Join('\n', sql.Query("EXPLAIN QUERY PLAN " + statement, row => row.GetString(3), [.. names.Select(name => (name[1..], (object?)Value(name)))]))];
        }

        return new[] { "force_custom_plan", "force_generic_plan" }.Select(mode =>
        {
            sql.ExecuteScript($"SET LOCAL plan_cache_mode = {mode}");
            sql.ExecuteScript($"PREPARE explained AS {Parameter().Replace(statement, match => string.Create(CultureInfo.InvariantCulture, $"${names.IndexOf(match.Value) + 1}"))}");
            var values = names.Count == 0 ? "" : $"({string.Join(", ", names.Select(name => Value(name) is string text ? $"'{text}'" : string.Create(CultureInfo.InvariantCulture, $"{Value(name)}")))})";
            var plan = string.Join('\n', sql.Query($"EXPLAIN EXECUTE explained{values}", row => row.GetString(0)));
            sql.ExecuteScript("DEALLOCATE explained");
            return $"{mode}\n{plan}";
        });
    }

    private static object Value(string name) => name switch
    {
        "@queue" => Queue,
        "@scope" => "run 7",
        "@owner" => "me",
        "@failure" => "x",
        "@most" => 5L,
        "@offer0" => "encode@1.0.0",
        "@offer1" => "encode@1.1.0",
        _ => 5L,
    };

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}

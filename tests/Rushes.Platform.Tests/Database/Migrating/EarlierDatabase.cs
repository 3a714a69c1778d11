using System.Globalization;
using Google.Protobuf;
using Rushes.Platform.Database;
using Rushes.Platform.Database.Sqlite;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Database.Migrating;

/// <summary>A SQLite file as a build of an earlier schema left it. Versions 1 and 2 have the same tables.</summary>
internal sealed class EarlierDatabase : IDisposable
{
    private readonly SqliteSession _sql;
    private readonly int _version;
    private long _messages;

    public EarlierDatabase(string path, int version)
    {
        _version = version;
        _sql = SqliteSession.Open(path, readOnly: false, TimeProvider.System);
        _sql.ExecuteScript("CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied INTEGER NOT NULL) STRICT");
        foreach (var (index, script) in Migrations.Scripts("sqlite").Take(version).Index())
        {
            _sql.ExecuteScript(script);
            _sql.ExecuteScript(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_version VALUES ({index + 1}, 0)"));
        }
    }

    /// <summary>The third made the tables anew; whatever came after it only adds to them.</summary>
    public static IEnumerable<int> Versions => [1, 2];

    /// <summary>Returns its id.</summary>
    public long Message(string queue, string state, string? scope, IMessage payload, int attempts = 0)
    {
        var held = state == "leased";
        _sql.Execute(
            """
            INSERT INTO message (queue, state, class, due, rank, scope, dedupe, type, payload, cores, memory, disk, network, not_before,
                                 attempts, failures, token, owner, expiry, ended)
            VALUES (@queue, @state, 4, -5, 6, @scope, @dedupe, @type, @payload, 1, 2, 3, 4, @notBefore, @attempts, 2, @attempts, @owner, @expiry, @ended)
            """,
            ("queue", queue), ("state", state), ("scope", scope), ("dedupe", $"key of {state} {_messages + 1}"), ("type", payload.Descriptor.FullName),
            ("payload", payload.ToByteArray()), ("notBefore", state == "delayed" ? long.MaxValue : 0), ("attempts", attempts),
            ("owner", held ? "a dead process" : null), ("expiry", held ? 1 : null), ("ended", state is "done" or "dead" or "cancelled" ? 7 : null));
        return ++_messages;
    }

    public void Run(
        string id, string? requestId, string method, string dag, IMessage request, string state = "running", ItemKey? parent = null,
        byte[]? response = null, byte[]? failures = null) => _sql.Execute(
        """
        INSERT INTO run (id, request_id, method, dag, dag_version, parent_run, parent_node, parent_number, class, due, rank, request, state,
                         response, failures, created, ended)
        VALUES (@id, @requestId, @method, @dag, 1, @run, @node, @number, 4, -5, 6, @request, @state, @response, @failures, 8, @ended)
        """,
        ("id", id), ("requestId", requestId), ("method", method), ("dag", dag), ("run", parent?.Run), ("node", parent?.Node), ("number", parent?.Number),
        ("request", request.ToByteArray()), ("state", state), ("response", response), ("failures", failures), ("ended", state == "running" ? null : 9));

    /// <param name="run">Its run.</param>
    /// <param name="name">Its name.</param>
    /// <param name="position">In the declaration.</param>
    /// <param name="state">Its state.</param>
    /// <param name="items">Null: they were not known.</param>
    /// <param name="open">How many were not done.</param>
    public void Node(string run, string name, int position, string state, int? items = null, int? open = null) => _sql.Execute(
        "INSERT INTO node (run_id, name, position, state, items, open) VALUES (@run, @name, @position, @state, @items, @open)",
        ("run", run), ("name", name), ("position", position), ("state", state), ("items", items), ("open", open));

    public void Item(string run, string node, int number, string state, IMessage? result = null, byte[]? failures = null) => _sql.Execute(
        """
        INSERT INTO item (run_id, node, number, label, weight, state, attempts, result, failures, started, ended)
        VALUES (@run, @node, @number, @label, 3, @state, @attempts, @result, @failures, @started, @ended)
        """,
        ("run", run), ("node", node), ("number", number), ("label", $"{node} {number}"), ("state", state),
        ("attempts", state == "waiting" ? 0 : 1), ("result", result?.ToByteArray()), ("failures", failures),
        ("started", state == "waiting" ? null : 10), ("ended", state is "done" or "failed" ? 11 : null));

    /// <summary>For versions that have other tables.</summary>
    public void Execute(string sql) => _sql.Execute(sql);

    public void Dispose() => _sql.Dispose();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"version {_version}");
}

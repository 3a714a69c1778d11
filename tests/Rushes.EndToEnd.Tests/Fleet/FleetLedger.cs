using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Rushes.Storage;

namespace Rushes.EndToEnd.Tests.Fleet;

/// <summary>What a fleet has written down, its rows against each other and against its objects.</summary>
internal sealed partial class FleetLedger(string connectionString, string store)
{
    private const string OfChunks = "FROM item JOIN run ON run.id = item.run_id WHERE node = 'encode' AND workflow = 'encoding.encode'";

    private static readonly string[] Referring =
    [
        "SELECT request FROM run", "SELECT request_object FROM run", "SELECT response FROM run", "SELECT response_object FROM run",
        "SELECT result FROM item", "SELECT result_object FROM item", "SELECT request FROM call", "SELECT request_object FROM call",
    ];

    private readonly IObjectStore _store = StoreLocation.Parse(store).Open([], TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Jobs, and runs that they have called, that are not done.</summary>
    public async Task<(long Jobs, long Open)> RunsAsync(CancellationToken cancellationToken)
    {
        var rows = await ReadAsync("SELECT count(*) FILTER (WHERE call_sequence IS NULL), count(*) FILTER (WHERE state <> 'done') FROM run", cancellationToken);
        return ((long)rows[0][0], (long)rows[0][1]);
    }

    /// <summary>For each title how many chunks were encoded; each is an item that is done once, under a number and a name of its own.</summary>
    public async Task<IReadOnlyList<long>> ChunksAsync(CancellationToken cancellationToken)
    {
        var doubtful = await ReadAsync(
            """
            SELECT run_id, name, state, planned, items, open FROM node
            WHERE state <> 'done' OR open <> 0 OR planned <> items
               OR items <> (SELECT count(*) FROM item WHERE item.run_id = node.run_id AND item.node = node.name AND item.state = 'done')
            """,
            cancellationToken);
        Assert.Empty(doubtful.Select(row => string.Join(' ', row)));
        var chunks = await ReadAsync($"SELECT count(*), count(DISTINCT label), max(number) + 1 {OfChunks} GROUP BY run_id", cancellationToken);
        Assert.All(chunks, row => Assert.Equal((row[0], row[0]), (row[1], row[2])));
        return [.. chunks.Select(row => (long)row[0])];
    }

    /// <summary>Each result of a chunk refers to objects of that chunk alone, made by an attempt that there was, and the counting one among them.</summary>
    public async Task CheckChunksAsync(CancellationToken cancellationToken)
    {
        HashSet<string> all = [];
        foreach (var row in await ReadAsync($"SELECT run_id, number, attempts, result {OfChunks}", cancellationToken))
        {
            var own = string.Create(CultureInfo.InvariantCulture, $"runs/{row[0]}/encode/{row[1]}/");
            var keys = Keys(row[3]).Distinct().ToList();
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.StartsWith(own, key, StringComparison.Ordinal));
            Assert.All(keys, key => Assert.InRange(long.Parse(key[own.Length..].Split('/')[0], CultureInfo.InvariantCulture), 1, (long)row[2]));
            Assert.All(keys, key => Assert.True(all.Add(key), $"{key} is in two results"));
        }
    }

    /// <summary>Objects that no row refers to.</summary>
    public async Task<IReadOnlyList<string>> OrphansAsync(CancellationToken cancellationToken)
    {
        var attempts = (await ReadAsync("SELECT run_id, node, number, attempts FROM item WHERE state = 'done'", cancellationToken))
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"runs/{row[0]}/{row[1]}/{row[2]}/{row[3]}/")).ToHashSet();
        HashSet<string> referred = [.. (await ReadAsync("SELECT key FROM upload", cancellationToken)).Select(row => (string)row[0])];
        foreach (var statement in Referring)
        {
            referred.UnionWith((await ReadAsync(statement, cancellationToken)).SelectMany(row => Keys(row[0])));
        }

        var items = attempts.Select(attempt => attempt[..(attempt.TrimEnd('/').LastIndexOf('/') + 1)]).ToHashSet();
        return [.. (await ObjectsAsync(cancellationToken)).Where(key =>
            !referred.Contains(key) && !attempts.Contains(key[..(key.LastIndexOf('/') + 1)]) && !items.Any(item => key.StartsWith($"{item}pieces/", StringComparison.Ordinal)))];
    }

    public async Task<IReadOnlyList<string>> ObjectsAsync(CancellationToken cancellationToken) =>
        await _store.ListAsync("", cancellationToken).ToListAsync(cancellationToken);

    /// <summary>Writes that have begun and neither ended nor were given up.</summary>
    public Task<int> RemoveUnfinishedAsync(CancellationToken cancellationToken) =>
        _store.RemoveUnfinishedAsync(TimeProvider.System.GetUtcNow().AddDays(1), cancellationToken);

    private static IEnumerable<string> Keys(object bytes) =>
        bytes is byte[] content ? Key().Matches(Encoding.Latin1.GetString(content)).Select(match => match.Value) : [];

    private async Task<List<object[]>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<object[]> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>After a URI comes its size, whose tag is no letter.</summary>
    [GeneratedRegex(@"(runs|uploads)/[\w./%-]+")]
    private static partial Regex Key();
}

using System.Data.Common;
using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows.Rules;

/// <param name="Source">Where it comes from, for people.</param>
/// <param name="Created">Database time, milliseconds since 1970 UTC.</param>
internal sealed record FactRow(FactId Id, Payload Payload, string Source, long Created);

internal sealed record NewFact(string Kind, string Key, Payload Payload);

/// <summary>Reads and writes rows of facts. None is ever changed.</summary>
internal static class FactRows
{
    /// <summary>No kind can be called so: the texts of long matches, by their digests.</summary>
    private const string MatchKind = "(match)";

    private const string Columns = "fact.kind, fact.key, fact.version, fact.payload, fact.payload_object, fact.source, fact.created";

    /// <summary>The newest version of each.</summary>
    public static List<FactRow> Current(SqlSession sql, string run) => sql.Query(
        $"""
        SELECT {Columns} FROM fact WHERE run_id = @run AND kind <> '{MatchKind}' AND NOT EXISTS (
          SELECT 1 FROM fact AS newer
          WHERE newer.run_id = fact.run_id AND newer.kind = fact.kind AND newer.key = fact.key AND newer.version > fact.version)
        """,
        Read, ("run", run));

    public static FactRow Get(SqlSession sql, string run, FactId id) => sql.Query(
        $"SELECT {Columns} FROM fact WHERE run_id = @run AND kind = @kind AND key = @key AND version = @version",
        Read, ("run", run), ("kind", id.Kind), ("key", id.Key), ("version", id.Version)).Single();

    public static Payload Match(SqlSession sql, string run, string digest) => Get(sql, run, new FactId(MatchKind, digest, 1)).Payload;

    /// <summary>False: the current version is just the same.</summary>
    public static bool Assert(Transaction transaction, string run, NewFact fact, string source)
    {
        if (Newest(transaction, run, fact) is not { } newest || !Same(newest.Payload, fact.Payload))
        {
            Insert(transaction, run, fact, source);
            return true;
        }

        return false;
    }

    /// <summary>Makes a new version in any case.</summary>
    public static void Insert(Transaction transaction, string run, NewFact fact, string source) => transaction.Sql.Execute(
        """
        INSERT INTO fact (run_id, kind, key, version, payload, payload_object, source, created)
        VALUES (@run, @kind, @key, @version, @payload, @object, @source, @now)
        """,
        ("run", run), ("kind", fact.Kind), ("key", fact.Key), ("version", (Newest(transaction, run, fact)?.Id.Version ?? 0) + 1),
        ("payload", fact.Payload.Inline), ("object", fact.Payload.ObjectBytes), ("source", source), ("now", transaction.Now));

    public static void InsertMatch(Transaction transaction, string run, string digest, Payload text) =>
        Assert(transaction, run, new NewFact(MatchKind, digest, text), "");

    public static bool IsKnown(Transaction transaction, string run, NewFact fact, string source) => transaction.Sql.Scalar(
        "SELECT version FROM fact WHERE run_id = @run AND kind = @kind AND key = @key AND source = @source",
        ("run", run), ("kind", fact.Kind), ("key", fact.Key), ("source", source)) is not null;

    private static FactRow? Newest(Transaction transaction, string run, NewFact fact) => transaction.Sql.Query(
        $"SELECT {Columns} FROM fact WHERE run_id = @run AND kind = @kind AND key = @key ORDER BY version DESC LIMIT 1",
        Read, ("run", run), ("kind", fact.Kind), ("key", fact.Key)).SingleOrDefault();

    private static bool Same(Payload one, Payload other) =>
        one.Object is null ? one.Inline.AsSpan().SequenceEqual(other.Inline) && other.Object is null : one.Object.Equals(other.Object);

    private static FactRow Read(DbDataReader row) => new(
        new FactId(row.GetString(0), row.GetString(1), row.GetInt64(2)), Payload.Of(RunRows.Bytes(row, 3), RunRows.Bytes(row, 4)),
        row.GetString(5), row.GetInt64(6));
}

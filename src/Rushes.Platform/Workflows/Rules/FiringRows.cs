using System.Data.Common;
using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows.Rules;

/// <summary>A rule that has fired and started a call or a timer, which goes on or waits to become a fact.</summary>
/// <param name="Match">The column.</param>
/// <param name="Because">Why the rule fired.</param>
/// <param name="Answered">The call has ended, with a result or with failures.</param>
/// <param name="Started">Database time, milliseconds since 1970 UTC; null while a call is not placed.</param>
internal sealed record OpenFiring(
    ItemKey Item, string Match, string Because, bool Answered, Payload Result, FailureList? Failures, long? Started);

/// <summary>Reads and writes rows of items that are firings of rules.</summary>
internal static class FiringRows
{
    private const string This = "run_id = @run AND node = @node AND number = @number";
    private const string IsOpen = "state IN ('waiting', 'running')";

    /// <param name="transaction">The caller's.</param>
    /// <param name="item">New.</param>
    /// <param name="facts">What the rule fires for.</param>
    /// <param name="state">Waiting for a call to be placed, running as a timer, or done.</param>
    /// <param name="result">Of a rule that ends the run.</param>
    public static void Insert(Transaction transaction, ItemKey item, MatchedFacts facts, string state, Payload? result) => transaction.Sql.Execute(
        """
        INSERT INTO item (run_id, node, number, label, weight, match, state, attempts, started, ended, result, result_object)
        VALUES (@run, @node, @number, @label, 1, @match, @state, @attempts, @started, @ended, @result, @object)
        """,
        ("run", item.Run), ("node", item.Node), ("number", item.Number), ("label", facts.Because), ("match", facts.Column), ("state", state),
        ("attempts", state == "waiting" ? 0 : 1), ("started", state == "waiting" ? null : transaction.Now),
        ("ended", state == "done" ? transaction.Now : null), ("result", result?.Inline), ("object", result?.ObjectBytes));

    /// <summary>The call has ended; the evaluation that follows makes a fact of it. False: the firing is not open.</summary>
    public static bool Answer(Transaction transaction, ItemKey item, Payload? result, FailureList? failures) => transaction.Sql.Execute(
        $"""
        UPDATE item SET result = @result, result_object = @object, failures = @failures, ended = @now WHERE {This} AND {IsOpen}
        """,
        ("result", result?.Inline), ("object", result?.ObjectBytes), ("failures", failures?.ToByteArray()), ("now", transaction.Now),
        ("run", item.Run), ("node", item.Node), ("number", item.Number)) == 1;

    /// <summary>What it started has become a fact, or was dropped. False: it is not open.</summary>
    public static bool Close(Transaction transaction, ItemKey item) => transaction.Sql.Execute(
        $"UPDATE item SET state = 'done', ended = coalesce(ended, @now) WHERE {This} AND {IsOpen}",
        ("now", transaction.Now), ("run", item.Run), ("node", item.Node), ("number", item.Number)) == 1;

    /// <summary>What has fired in the run.</summary>
    public static List<(string Rule, string Match)> Fired(SqlSession sql, string run) => sql.Query(
        "SELECT node, match FROM item WHERE run_id = @run AND match IS NOT NULL", row => (row.GetString(0), row.GetString(1)), ("run", run));

    public static List<OpenFiring> Open(SqlSession sql, string run) => sql.Query(
        $"""
        SELECT node, number, match, label, ended, result, result_object, failures, started FROM item
        WHERE run_id = @run AND match IS NOT NULL AND {IsOpen} ORDER BY node, number
        """,
        row => Read(row, run), ("run", run));

    private static OpenFiring Read(DbDataReader row, string run) => new(
        new ItemKey { Run = run, Node = row.GetString(0), Number = row.GetInt32(1) }, row.GetString(2), row.GetString(3), !row.IsDBNull(4),
        Payload.Of(RunRows.Bytes(row, 5), RunRows.Bytes(row, 6)),
        RunRows.Bytes(row, 7) is { } failures ? FailureList.Parser.ParseFrom(failures) : null, row.IsDBNull(8) ? null : row.GetInt64(8));
}

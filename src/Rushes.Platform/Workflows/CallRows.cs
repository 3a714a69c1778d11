using System.Data.Common;
using Rushes.Platform.Database;

namespace Rushes.Platform.Workflows;

/// <summary>The caller's side of a call.</summary>
/// <param name="Request">As the caller made it; null for calls of builds before there were letters.</param>
/// <param name="Sequence">Of the last letter sent.</param>
internal sealed record CallRow(string Id, ItemKey Item, string Method, Payload? Request, int Sequence);

/// <summary>Reads and writes rows of calls, which are the outbox, and of the inbox.</summary>
internal static class CallRows
{
    private const string Columns = "call.id, call.run_id, call.node, call.number, call.method, call.request, call.request_object, call.sequence";

    public static void Insert(Transaction transaction, IReadOnlyList<CallRow> calls) => transaction.Sql.ExecuteEach(
        """
        INSERT INTO call (id, run_id, node, number, method, request, request_object, sequence)
        VALUES (@id, @run, @node, @number, @method, @request, @object, @sequence) ON CONFLICT DO NOTHING
        """,
        [.. calls.Select(call => new (string, object?)[]
        {
            ("id", call.Id), ("run", call.Item.Run), ("node", call.Item.Node), ("number", call.Item.Number), ("method", call.Method),
            ("request", call.Request?.Inline), ("object", call.Request?.ObjectBytes), ("sequence", call.Sequence),
        })]);

    public static CallRow? Find(SqlSession sql, string id) =>
        sql.Query($"SELECT {Columns} FROM call WHERE id = @id", Read, ("id", id)).SingleOrDefault();

    /// <summary>Calls of the run's items that are not done, each with its next letter counted.</summary>
    public static IReadOnlyList<CallRow> NextLetters(Transaction transaction, string run) => [.. transaction.Sql.Query(
        $"""
        UPDATE call SET sequence = sequence + 1
        WHERE run_id = @run AND EXISTS (
          SELECT 1 FROM item WHERE item.run_id = call.run_id AND item.node = call.node AND item.number = call.number AND item.state <> 'done')
        RETURNING {Columns}
        """,
        Read, ("run", run)).OrderBy(call => call.Item.Node, StringComparer.Ordinal).ThenBy(call => call.Item.Number)];

    /// <summary>False: this letter, or a later one of the same side, came in before.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="call">The call.</param>
    /// <param name="side">Who it is for: <c>callee</c> or <c>caller</c>.</param>
    /// <param name="sequence">Of the letter.</param>
    public static bool Receive(Transaction transaction, string call, string side, int sequence) => transaction.Sql.Execute(
        """
        INSERT INTO inbox (call_id, side, sequence, received) VALUES (@call, @side, @sequence, @now)
        ON CONFLICT (call_id, side) DO UPDATE SET sequence = excluded.sequence, received = excluded.received
          WHERE inbox.sequence < excluded.sequence
        """,
        ("call", call), ("side", side), ("sequence", sequence), ("now", transaction.Now)) == 1;

    private static CallRow Read(DbDataReader row) => new(
        row.GetString(0), new ItemKey { Run = row.GetString(1), Node = row.GetString(2), Number = row.GetInt32(3) }, row.GetString(4),
        row.IsDBNull(5) && row.IsDBNull(6) ? null : Payload.Of(RunRows.Bytes(row, 5), RunRows.Bytes(row, 6)), row.GetInt32(7));
}

using Rushes.Contracts;
using Rushes.Platform.Database;

namespace Rushes.Platform.Tests.Queue.Concurrency;

/// <summary>A message as it is when all is over.</summary>
internal sealed record FinalRow(long Id, string Text, string State, long Token, long Attempts, long Failures, long Losses)
{
    public static async Task<IReadOnlyList<FinalRow>> ReadAllAsync(StateDatabase database) => await database.ReadAsync(
        sql => sql.Query(
            "SELECT id, payload, state, token, attempts, failures, losses FROM message ORDER BY id",
            row => new FinalRow(
                row.GetInt64(0), Finding.Parser.ParseFrom(row.GetFieldValue<byte[]>(1)).Code, row.GetString(2),
                row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6))),
        TestContext.Current.CancellationToken);
}

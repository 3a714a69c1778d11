using System.Collections.Concurrent;
using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>
/// The statement that takes. The messages are found along the index of the order and locked there; a taker that runs beside
/// it passes by what is locked. docs/queue-semantics.md shows the plans.
/// </summary>
internal static class TakeStatement
{
    private static readonly ConcurrentDictionary<(string Lock, int Offers, bool Suspects), string> Known = [];

    public static string For(SqlSession session, int offers, bool suspects, string leased) =>
        Known.GetOrAdd((session.SkipLocked, offers, suspects), key => $"""
            WITH next AS MATERIALIZED (
              SELECT id FROM message AS candidate
              WHERE queue = @queue AND state = 'pending' AND {(suspects ? $"losses >= {RetryPolicy.LossesOfSuspect}" : NothingSuspectedBefore(key.Offers))}
                AND {Requires("candidate", key.Offers)}
                AND (exclusive IS NULL OR ({KeyIsFree} AND {FirstOfItsKey}))
              ORDER BY class, due, rank, id LIMIT @max {key.Lock})
            UPDATE message SET {leased} FROM next WHERE message.id = next.id
            RETURNING {MessageRows.Columns}
            """);

    /// <summary>A suspect that the taker is not fit for is for others to wait for.</summary>
    private static string NothingSuspectedBefore(int offers) => $"""
        losses < {RetryPolicy.LossesOfSuspect} AND NOT EXISTS (
          SELECT 1 FROM message AS suspect WHERE suspect.queue = @queue AND suspect.state = 'pending' AND suspect.losses >= {RetryPolicy.LossesOfSuspect}
            AND {Requires("suspect", offers)}
            AND (suspect.class, suspect.due, suspect.rank, suspect.id) < (candidate.class, candidate.due, candidate.rank, candidate.id))
        """;

    private const string KeyIsFree = """
        NOT EXISTS (SELECT 1 FROM message AS holder WHERE holder.exclusive = candidate.exclusive AND holder.state IN ('leased', 'suspended'))
        """;

    private const string FirstOfItsKey = """
        NOT EXISTS (
          SELECT 1 FROM message AS earlier WHERE earlier.exclusive = candidate.exclusive AND earlier.state = 'pending'
            AND (earlier.class, earlier.due, earlier.rank, earlier.id) < (candidate.class, candidate.due, candidate.rank, candidate.id))
        """;

    private static string Requires(string message, int offers) => offers == 0
        ? $"{message}.requires IS NULL"
        : $"({message}.requires IS NULL OR {message}.requires IN ({string.Join(", ", Enumerable.Range(0, offers).Select(i => $"@offer{i}"))}))";
}

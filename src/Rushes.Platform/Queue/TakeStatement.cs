using System.Collections.Concurrent;
using System.Globalization;
using Rushes.Platform.Database;

namespace Rushes.Platform.Queue;

/// <summary>
/// The statement that takes. The messages are found along the index of the order and locked there; a taker that runs beside
/// it passes by what is locked. How many are wanted is part of the text: a plan for any number reads all there is.
/// docs/queue-semantics.md shows the plans.
/// </summary>
internal static class TakeStatement
{
    private static readonly ConcurrentDictionary<(string Lock, int Offers, int Max, bool Alone), string> Known = [];

    /// <param name="session">The taker's.</param>
    /// <param name="offers">How many things it offers.</param>
    /// <param name="max">How many it wants.</param>
    /// <param name="alone">Whatever is first, on condition that the taker does nothing else.</param>
    /// <param name="leased">What the row of a taken message becomes.</param>
    public static string For(SqlSession session, int offers, int max, bool alone, string leased) =>
        Known.GetOrAdd((session.SkipLocked, offers, max, alone), key => string.Create(CultureInfo.InvariantCulture, $"""
            WITH next AS MATERIALIZED (
              SELECT id FROM message AS candidate
              WHERE {Takeable("candidate", key.Offers)} {(alone ? "" : NothingSuspectedUpToHere(key.Offers))}
              ORDER BY class, due, rank, id LIMIT {key.Max} {key.Lock})
            UPDATE message SET {leased} FROM next WHERE message.id = next.id
            RETURNING {MessageRows.Columns}
            """));

    private static string NothingSuspectedUpToHere(int offers) => $"""
        AND losses < {RetryPolicy.LossesOfSuspect} AND NOT EXISTS (
          SELECT 1 FROM message AS suspect WHERE suspect.losses >= {RetryPolicy.LossesOfSuspect} AND {Takeable("suspect", offers)}
            AND (suspect.class, suspect.due, suspect.rank, suspect.id) < (candidate.class, candidate.due, candidate.rank, candidate.id))
        """;

    /// <summary>Pending, the taker is fit for it, and of the messages with its key it is the next, while none is held.</summary>
    private static string Takeable(string message, int offers) => $"""
        {message}.queue = @queue AND {message}.state = 'pending' AND {Requires(message, offers)} AND ({message}.exclusive IS NULL OR (
          NOT EXISTS (
            SELECT 1 FROM message AS holder WHERE holder.exclusive IS NOT NULL AND holder.exclusive = {message}.exclusive AND holder.state IN ('leased', 'suspended'))
          AND NOT EXISTS (
            SELECT 1 FROM message AS earlier WHERE earlier.exclusive = {message}.exclusive AND earlier.state = 'pending'
              AND (earlier.class, earlier.due, earlier.rank, earlier.id) < ({message}.class, {message}.due, {message}.rank, {message}.id))))
        """;

    private static string Requires(string message, int offers) => offers == 0
        ? $"{message}.requires IS NULL"
        : $"({message}.requires IS NULL OR {message}.requires IN ({string.Join(", ", Enumerable.Range(0, offers).Select(i => $"@offer{i}"))}))";
}

using Rushes.Platform.Database;

namespace Rushes.Platform.Retention;

/// <summary>
/// Prefixes of the store below which everything goes, because no row refers to it any more. Keys are never used twice, so
/// nothing that is still wanted can come there. A prefix is looked at twice: at once, and a day later for what was written by a
/// process that did not know yet.
/// </summary>
internal static class RemovalRows
{
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <summary>The rows that refer to it go in the same transaction.</summary>
    public static void Add(Transaction transaction, IReadOnlyList<string> prefixes) => transaction.Sql.ExecuteEach(
        """
        INSERT INTO removal (prefix, since, emptied) VALUES (@prefix, @now, NULL)
        ON CONFLICT (prefix) DO UPDATE SET since = excluded.since, emptied = NULL
        """,
        [.. prefixes.Select(prefix => new (string, object?)[] { ("prefix", prefix), ("now", transaction.Now) })]);

    /// <summary>Something is about to be written there. If nothing comes of it, it goes a day later.</summary>
    public static void Announce(Transaction transaction, string prefix) => transaction.Sql.Execute(
        "INSERT INTO removal (prefix, since, emptied) VALUES (@prefix, @now, @now) ON CONFLICT (prefix) DO NOTHING",
        ("prefix", prefix), ("now", transaction.Now));

    /// <summary>Rows refer to it now.</summary>
    public static void Withdraw(Transaction transaction, string prefix) =>
        transaction.Sql.Execute("DELETE FROM removal WHERE prefix = @prefix", ("prefix", prefix));

    /// <summary>Those whose objects are to be removed now.</summary>
    public static IReadOnlyList<string> Due(Transaction transaction) => transaction.Sql.Query(
        "SELECT prefix FROM removal WHERE emptied IS NULL OR since < @late ORDER BY prefix", row => row.GetString(0), ("late", Before(transaction)));

    /// <summary>Its objects are gone.</summary>
    public static void Emptied(Transaction transaction, string prefix)
    {
        transaction.Sql.Execute("DELETE FROM removal WHERE prefix = @prefix AND since < @late", ("prefix", prefix), ("late", Before(transaction)));
        transaction.Sql.Execute("UPDATE removal SET emptied = @now WHERE prefix = @prefix", ("now", transaction.Now), ("prefix", prefix));
    }

    private static long Before(Transaction transaction) => transaction.Now - (long)Late.TotalMilliseconds;
}

using Rushes.Platform.Database;

namespace Rushes.Platform.Retention;

/// <summary>What callers have uploaded, and which jobs use it.</summary>
internal static class UploadRows
{
    /// <summary>Its key; null: there is none. Asked for, it stays for a while.</summary>
    public static string? Find(Transaction transaction, string digest) => (string?)transaction.Sql.Scalar(
        "UPDATE upload SET used = @now WHERE digest = @digest RETURNING key", ("now", transaction.Now), ("digest", digest));

    /// <summary>Returns the key that counts: another one where somebody was faster.</summary>
    public static string Insert(Transaction transaction, string digest, string key) => (string)transaction.Sql.Scalar(
        """
        INSERT INTO upload (digest, key, used) VALUES (@digest, @key, @now)
        ON CONFLICT (digest) DO UPDATE SET used = excluded.used RETURNING key
        """,
        ("digest", digest), ("key", key), ("now", transaction.Now))!;

    /// <summary>A run uses them: they stay at least as long as it does.</summary>
    public static void Use(Transaction transaction, string run, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (transaction.Sql.Execute("UPDATE upload SET used = @now WHERE key = @key", ("now", transaction.Now), ("key", key)) == 1)
            {
                transaction.Sql.Execute("INSERT INTO upload_use (key, run_id) VALUES (@key, @run)", ("key", key), ("run", run));
            }
        }
    }

    /// <summary>Removes those that nobody has asked for since then and no run uses. Returns their keys.</summary>
    public static IReadOnlyList<string> Forget(Transaction transaction, long before)
    {
        // Locked first: a run that is about to use one is waited for, and seen by the next statement.
        transaction.Sql.Query($"SELECT key FROM upload WHERE used < @before {transaction.Sql.ForUpdate}", row => row.GetString(0), ("before", before));
        return transaction.Sql.Query(
            """
            DELETE FROM upload WHERE used < @before AND NOT EXISTS (SELECT 1 FROM upload_use WHERE upload_use.key = upload.key)
            RETURNING key
            """,
            row => row.GetString(0), ("before", before));
    }
}

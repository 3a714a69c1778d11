using System.Globalization;
using System.Reflection;

namespace Rushes.Platform.Database;

/// <summary>Forward only: numbered scripts, each applied once, in one transaction with its row in <c>schema_version</c>.</summary>
internal static class Migrations
{
    private const string Folder = "Rushes.Platform.Database.Migrations.";

    /// <exception cref="InvalidOperationException">A newer build has written the file.</exception>
    public static void Apply(SqliteSession session, DateTimeOffset now)
    {
        session.ExecuteScript("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied INTEGER NOT NULL) STRICT");
        var present = Convert.ToInt32(session.Scalar("SELECT max(version) FROM schema_version") ?? 0, CultureInfo.InvariantCulture);
        var scripts = Scripts();
        if (present > scripts.Count)
        {
            throw new InvalidOperationException($"The database is of version {present}; this build knows {scripts.Count}.");
        }

        for (var version = present + 1; version <= scripts.Count; version++)
        {
            Apply(session, version, scripts[version - 1], now);
        }
    }

    private static void Apply(SqliteSession session, int version, string script, DateTimeOffset now)
    {
        session.ExecuteScript("BEGIN IMMEDIATE");
        try
        {
            session.ExecuteScript(script);
            session.Execute(
                "INSERT INTO schema_version (version, applied) VALUES (@version, @now)",
                ("version", version), ("now", now.ToUnixTimeMilliseconds()));
            session.ExecuteScript("COMMIT");
        }
        catch
        {
            session.RollBack();
            throw;
        }
    }

    /// <summary>In the order of their numbers: 001.sql, 002.sql …</summary>
    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

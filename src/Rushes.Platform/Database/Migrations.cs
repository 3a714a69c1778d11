using System.Globalization;
using System.Reflection;

namespace Rushes.Platform.Database;

/// <summary>Forward only: numbered scripts, each applied once, in one transaction with its row in <c>schema_version</c>.</summary>
internal static class Migrations
{
    private const string Folder = "Rushes.Platform.Database.Migrations.";

    /// <exception cref="InvalidOperationException">A newer build has written the database.</exception>
    public static void Apply(SqlSession session, string dialect)
    {
        var scripts = Scripts(dialect);
        if (Alone(session, _ => Present(session)) is var present && present > scripts.Count)
        {
            throw new InvalidOperationException($"The database is of version {present}; this build knows {scripts.Count}.");
        }

        for (var version = present + 1; version <= scripts.Count; version++)
        {
            Alone(session, now => Present(session) < version && Apply(session, version, scripts[version - 1], now));
        }
    }

    /// <summary>In the order of their numbers: 001.sql, 002.sql …</summary>
    public static IReadOnlyList<string> Scripts(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Folder}{dialect}.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];
    }

    private static int Present(SqlSession session)
    {
        session.ExecuteScript("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, applied BIGINT NOT NULL)");
        return Convert.ToInt32(session.Scalar("SELECT max(version) FROM schema_version") ?? 0, CultureInfo.InvariantCulture);
    }

    private static bool Apply(SqlSession session, int version, string script, long now)
    {
        session.ExecuteScript(script);
        return session.Execute("INSERT INTO schema_version (version, applied) VALUES (@version, @now)", ("version", version), ("now", now)) == 1;
    }

    /// <summary>Of processes that start at once, one after the other: the second finds what the first has made.</summary>
    private static T Alone<T>(SqlSession session, Func<long, T> work)
    {
        var now = session.Begin(several: false);
        try
        {
            session.LockSchema();
            var result = work(now);
            session.Commit();
            return result;
        }
        catch
        {
            session.RollBack();
            throw;
        }
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Rushes.Platform.Database.Postgres;

/// <summary>
/// <c>postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/NAME?SETTING=VALUE</c>, as the programs of PostgreSQL take it. What would be a
/// separator is percent-encoded; a host that then begins with a slash is a folder of sockets. Settings are Npgsql's.
/// </summary>
internal static partial class PostgresUrl
{
    /// <returns>Npgsql's connection string; null: the text is no such URL.</returns>
    /// <exception cref="ArgumentException">Npgsql does not know a setting, or not its value.</exception>
    public static string? ToConnectionString(string text)
    {
        if (Url().Match(text) is not { Success: true } url)
        {
            return null;
        }

        var parts = new NpgsqlConnectionStringBuilder();
        SetHosts(parts, url.Groups["hosts"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Set(url.Groups["user"], user => parts.Username = user);
        Set(url.Groups["password"], password => parts.Password = password);
        Set(url.Groups["name"], name => parts.Database = name);
        foreach (var setting in url.Groups["settings"].Value.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = setting.Split('=', 2) is [var left, var right] ? (left, right) : (setting, "");
            parts[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value);
        }

        return parts.ToString();
    }

    private static void SetHosts(NpgsqlConnectionStringBuilder parts, string[] hosts)
    {
        if (hosts is [var one] && Port().Match(one) is { Success: true } port)
        {
            parts.Port = int.Parse(port.Groups["number"].Value, CultureInfo.InvariantCulture);
            hosts = [one[..port.Index]];
        }

        if (hosts.Length > 0)
        {
            parts.Host = string.Join(',', hosts.Select(Uri.UnescapeDataString));
        }
    }

    private static void Set(Group group, Action<string> set)
    {
        if (group.Length > 0)
        {
            set(Uri.UnescapeDataString(group.Value));
        }
    }

    [GeneratedRegex(
        """
        ^postgres(ql)?://
        ((?<user>[^:@/?\#]*) (:(?<password>[^@/?\#]*))? @)?
        (?<hosts> ((\[[^\[\]/?\#@,]+\]|[^\[\]:/?\#@,]+)(:[0-9]{1,5})? (,(\[[^\[\]/?\#@,]+\]|[^\[\]:/?\#@,]+)(:[0-9]{1,5})?)*)? )
        (/(?<name>[^/?\#]*))?
        (\?(?<settings>[^\#]*))?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Url();

    [GeneratedRegex(@":(?<number>[0-9]+)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Port();
}

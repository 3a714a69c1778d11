using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Scheduling;

namespace Rushes.Platform.Workflows;

/// <summary>
/// Which build of a function a run uses: the one it used first, to its end. While no worker has the function, its messages
/// stand under its release, which nobody offers, until a worker comes whose build they can be given.
/// </summary>
internal static class BuildRows
{
    /// <summary>Before the release that a message needs, while it is open which build of it. An index counts on it.</summary>
    private const char Open = '?';

    public static void Register(Transaction transaction, IReadOnlyList<FunctionBuild> builds) => transaction.Sql.ExecuteEach(
        "INSERT INTO build (id, build) VALUES (@id, @build) ON CONFLICT DO NOTHING",
        [.. builds.Select(build => new (string, object?)[] { ("id", build.Id), ("build", build.ToByteArray()) })]);

    /// <summary>What a message of the run must require.</summary>
    /// <param name="transaction">The caller's.</param>
    /// <param name="run">The run.</param>
    /// <param name="function">Name of the function.</param>
    /// <param name="version">Counts where the run has not used the function yet.</param>
    public static string Pin(Transaction transaction, string run, string function, string version)
    {
        if (Pinned(transaction.Sql, run, function) is { } pinned)
        {
            return FunctionBuild.Release(function, pinned);
        }

        var release = FunctionBuild.Release(function, version);
        return FleetRows.BestBuild(transaction, release) is { } build ? Pin(transaction, run, build) : Open + release;
    }

    /// <summary>What waits for any build of a release gets the one that the fleet has by now.</summary>
    public static void PinWaiting(Transaction transaction)
    {
        foreach (var (run, open) in transaction.Sql.Query(
            "SELECT DISTINCT scope, requires FROM message WHERE state = 'pending' AND substr(requires, 1, 1) = '?'", row => (row.GetString(0), row.GetString(1))))
        {
            if (FleetRows.BestBuild(transaction, open[1..]) is { } build)
            {
                transaction.Sql.Execute(
                    "UPDATE message SET requires = @build WHERE scope = @run AND state = 'pending' AND requires = @open",
                    ("build", Pin(transaction, run, build)), ("run", run), ("open", open));
            }
        }
    }

    public static IReadOnlyList<ToolBuild> Tools(SqlSession sql, string run) =>
    [
        .. sql.Query(
            "SELECT build.build FROM run_build JOIN build ON build.id = run_build.function || '@' || run_build.version WHERE run_build.run_id = @run",
            row => FunctionBuild.Parser.ParseFrom(row.GetFieldValue<byte[]>(0)).Tools, ("run", run))
            .SelectMany(tools => tools).Distinct().OrderBy(tool => tool.Name, StringComparer.Ordinal).ThenBy(tool => tool.Digest, StringComparer.Ordinal),
    ];

    /// <summary>The build that counts: another one may have been pinned meanwhile.</summary>
    private static string Pin(Transaction transaction, string run, string build)
    {
        var name = build.IndexOf('@', StringComparison.Ordinal);
        var function = build[..name];
        transaction.Sql.Execute(
            "INSERT INTO run_build (run_id, function, version) VALUES (@run, @function, @version) ON CONFLICT DO NOTHING",
            ("run", run), ("function", function), ("version", build[(name + 1)..]));
        return FunctionBuild.Release(function, Pinned(transaction.Sql, run, function)!);
    }

    private static string? Pinned(SqlSession sql, string run, string function) => (string?)sql.Scalar(
        "SELECT version FROM run_build WHERE run_id = @run AND function = @function", ("run", run), ("function", function));
}

using Rushes.Platform.Database;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Tests.Workflows;

/// <summary>A host that dies right after one of its statements.</summary>
internal static class Crash
{
    // Hosts wait for their database, their leases and each other most of the time.
    private const int AtOnce = 8;

    private const int MostStatements = 1000;

    // Of a server, whose connections take long to make: what lasts changes with commits alone, and one in so many of the other statements
    // leaves locks behind as well as each.
    private const int OneInSoMany = 4;

    /// <summary>Crashes later and later, until nothing is left to crash in.</summary>
    /// <param name="crashAsync">Told after how many statements; false when there were not so many.</param>
    /// <returns>How many crashes there were.</returns>
    public static async Task<int> AfterEachAsync(Func<int, Task<bool>> crashAsync)
    {
        var (next, crashes) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(CrashUntilTheEndAsync)));
        return crashes;

        async Task CrashUntilTheEndAsync()
        {
            while (crashes < MostStatements && await crashAsync(Interlocked.Increment(ref next)))
            {
                Interlocked.Increment(ref crashes);
            }
        }
    }

    /// <summary>What the work gives, or null when the host died before.</summary>
    /// <param name="statements">The host dies after so many of those that count.</param>
    /// <param name="each">All count, also on a server.</param>
    public static async Task<long?> RunUntilAsync(TestHost test, IReadOnlyList<Services.Service> services, long statements, Func<PlatformHost, Task<long>> work, bool each = false)
    {
        PlatformHost? host = null;
        try
        {
            var (executed, counted) = (0L, 0L);
            host = await test.StartAsync(services, sql =>
            {
                if ((each || !test.IsOnAServer || sql == "COMMIT" || ++executed % OneInSoMany == 0) && ++counted >= statements)
                {
                    throw new TestCrashException();
                }
            });
            return await work(host);
        }
        catch (Exception death) when (death is TestCrashException or ObjectDisposedException or InvalidOperationException { InnerException: TestCrashException or ObjectDisposedException })
        {
            return null;
        }
        finally
        {
            if (host is not null)
            {
                await host.AbortAsync();
                await test.LetLeasesExpireAsync();
            }
        }
    }

    /// <summary>Functions of <see cref="Counting"/> whose results are committed, with their arguments.</summary>
    public static async Task<IReadOnlyList<string>> FinishedFunctionsAsync(TestHost test)
    {
        using var sql = await test.OpenSessionAsync();
        Migrations.Apply(sql, test.Dialect);
        return sql.Query(
            """
            SELECT CASE WHEN node = 'square' THEN 'numbers.square ' WHEN node = 'finish' THEN 'numbers.finish ' ELSE 'doubling.twice ' END
                   || substr(label, length('number ') + 1)
            FROM item WHERE node IN ('square', 'finish', 'twice') AND state = 'done'
            """,
            row => row.GetString(0));
    }

    private sealed class TestCrashException : Exception;
}

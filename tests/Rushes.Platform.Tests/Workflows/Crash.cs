using Rushes.Platform.Database;
using Rushes.Platform.Hosting;

namespace Rushes.Platform.Tests.Workflows;

/// <summary>A host that dies right after one of its statements.</summary>
internal static class Crash
{
    /// <summary>What the work gives, or null when the host died before.</summary>
    /// <param name="statements">The host dies after so many.</param>
    public static async Task<long?> RunUntilAsync(TestHost test, IReadOnlyList<Services.Service> services, long statements, Func<PlatformHost, Task<long>> work)
    {
        PlatformHost? host = null;
        try
        {
            var executed = 0L;
            host = await test.StartAsync(services, _ =>
            {
                if (++executed >= statements)
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

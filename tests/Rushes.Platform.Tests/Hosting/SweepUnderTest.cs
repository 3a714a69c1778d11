using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Queue;
using Rushes.Platform.Workflows;
using Rushes.Storage.Local;

namespace Rushes.Platform.Tests.Hosting;

/// <summary>A sweep beside the host of a test, as another process of the same database does it.</summary>
internal static class SweepUnderTest
{
    public static async Task SweepAsync(this TestHost test, TimeSpan? retain = null)
    {
        var engine = (await test.LocateAsync()).ToEngine(TimeProvider.System);
        await using var database = StateDatabase.Open(engine, TimeProvider.System);
        var queue = new MessageQueue(new QueueSignals(QueueNames.Compute), new RetryPolicy(1, TimeSpan.Zero));
        await new ObjectSweep(database, queue, test.Store, retain, null, null, TimeProvider.System, NullLogger.Instance).RunAsync(TestHost.Token);
    }

    public static async Task<List<string>> KeysAsync(this TestHost test) =>
        await new LocalObjectStore(test.Objects, []).ListAsync("", TestHost.Token).ToListAsync(TestHost.Token);

    /// <summary>As if everything that has ended, and every upload, were so much older.</summary>
    public static async Task AgeAsync(this TestHost test, TimeSpan by)
    {
        using var sql = await test.OpenSessionAsync();
        var milliseconds = (long)by.TotalMilliseconds;
        sql.Execute("UPDATE run SET ended = ended - @by", ("by", milliseconds));
        sql.Execute("UPDATE upload SET used = used - @by", ("by", milliseconds));
        sql.Execute("UPDATE removal SET since = since - @by", ("by", milliseconds));
    }
}

using Rushes.Contracts;
using Rushes.Platform.Database;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Scheduling;

public sealed class SqliteBulkMapTests() : BulkMapTests(StoreKind.Sqlite);

public sealed class PostgresBulkMapTests() : BulkMapTests(StoreKind.Postgres);

/// <summary>A bulk map of ten thousand items, none of which ends, has every slot and the whole queue.</summary>
public abstract class BulkMapTests(StoreKind store)
{
    private const int Many = 10_000;

    /// <summary>Where the numbers of the bulk run start; smaller ones are the express run's.</summary>
    private const int Bulk = 100;

    [Fact]
    public async Task Express_TenThousandBulkItemsWait_RunsItsStepsCallsAndMapsBeforeAnyOfThem()
    {
        var never = new TaskCompletionSource();
        var counting = new Counting
        {
            OnSquare = async (number, _, token) =>
            {
                await (number.Numerator >= Bulk ? never.Task : Task.CompletedTask).WaitAsync(token);
                return await Counting.Result(number.Numerator * number.Numerator);
            },
        };
        await using var test = new TestHost(store) { Slots = 2 };
        await using var host = await test.StartAsync(counting.Services);
        using var sql = await test.OpenSessionAsync();
        var bulk = await SubmitAsync(host, "bulk", PriorityClass.Bulk, Bulk, Bulk + Many);
        while (Count(sql, bulk, "waiting") < Many - 2)
        {
            await Task.Delay(20, TestHost.Token);
        }

        var express = await SubmitAsync(host, "express", PriorityClass.Express, 2, 5);
        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(host, express));

        Assert.Equal(Counting.Expected(2, 5), end.Response.Numerator);
        Assert.Equal(0, Count(sql, bulk, "done"));
        Assert.Equal(Many, Count(sql, bulk, "waiting") + Count(sql, bulk, "running"));
        await host.CancelAsync(bulk, TestHost.Token);
    }

    private static long Count(SqlSession sql, string run, string state) =>
        (long)sql.Scalar("SELECT count(*) FROM item WHERE run_id = @run AND node = 'square' AND state = @state", ("run", run), ("state", state))!;

    private static async Task<string> SubmitAsync(PlatformHost host, string name, PriorityClass @class, int from, int to) =>
        Assert.IsType<Submission.Accepted>(await host.SubmitAsync(
            Counting.Count, new FrameRange { From = from, To = to }, name, new Priority { Class = @class }, TestHost.Token)).RunId;
}

using Rushes.Contracts;
using Rushes.Platform.Hosting;
using Rushes.Platform.Workflows;

namespace Rushes.Platform.Tests.Faults;

/// <summary>A long map whose planner dies before and after each page is committed.</summary>
public abstract class PagesCrashTests
{
    private const int Items = 3000;
    private const string PageWritten = "planned = planned + @more";

    private readonly CountedFunction _function = new("pages.function");
    private readonly OneGraph _graph;
    private readonly StoreKind _store;
    private bool _written;

    protected PagesCrashTests(StoreKind store) => (_store, _graph) = (store, OneGraph.Sum("pages.sum", _function));

    [Fact]
    public async Task Map_PlannerDiesAtEachPage_PlansEachItemOnceAndLosesNone()
    {
        await using var test = new TestHost(_store) { MaxLosses = 1000 };
        var deaths = 0;
        long? result = null;
        for (; result is null && deaths < 20; deaths++)
        {
            result = await LiveAsync(test, afterCommit: deaths % 2 == 1);
        }

        Assert.Equal(Items * (Items - 1L) / 2, result);
        Assert.InRange(deaths, Items / 500, 20);
        Assert.Equal(Items, _function.Starts.Count);
        using var sql = await test.OpenSessionAsync();
        Assert.Equal((long)Items, sql.Scalar("SELECT count(*) FROM item WHERE node = 'map'"));
        Assert.Equal((long)Items, sql.Scalar($"SELECT count(*) FROM message WHERE type = '{RunFunction.Descriptor.FullName}'"));
    }

    /// <summary>Null when the host died: in the transaction of a page, or after its commit.</summary>
    private async Task<long?> LiveAsync(TestHost test, bool afterCommit)
    {
        _written = false;
        PlatformHost? host = null;
        try
        {
            host = await test.StartAsync([_graph.Service(_function)], sql => DieAt(sql, afterCommit));
            return Assert.IsType<RunEnd<Rational>.Succeeded>(await _graph.RunAsync(host, 0, Items)).Response.Numerator;
        }
        catch (Exception death) when (death is TestDeathException or ObjectDisposedException or InvalidOperationException)
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

    private void DieAt(string sql, bool afterCommit)
    {
        _written |= sql.Contains(PageWritten, StringComparison.Ordinal);
        if (_written && (!afterCommit || sql == "COMMIT"))
        {
            throw new TestDeathException();
        }
    }

    private sealed class TestDeathException : Exception;
}

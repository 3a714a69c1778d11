using Microsoft.Data.Sqlite;
using Rushes.Contracts;
using Rushes.Platform.Database.Sqlite;
using Rushes.Platform.Functions;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Functions;
using Rushes.Platform.Tests.Workflows;
using Rushes.Storage.Local;

namespace Rushes.Platform.Tests.Hosting;

public sealed class PlatformHostTests
{
    [Fact]
    public async Task Submit_SameRequestId_IsTheSameRunAlsoAfterARestart()
    {
        var counting = new Counting();
        await using var test = new TestHost(StoreKind.Sqlite);
        string first;
        await using (var host = await test.StartAsync(counting.Services))
        {
            first = await TestHost.SubmitAsync(host, 0, 3);
            await TestHost.WaitAsync(host, first);
        }

        await using var again = await test.StartAsync(counting.Services);
        var submission = await again.SubmitAsync(Counting.Count, new FrameRange { From = 0, To = 3 }, "request", new Priority(), TestHost.Token);
        Assert.Equal(new Submission.Accepted(first, IsNew: false), submission);
        Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(again, first));
        Assert.All(counting.Starts, starts => Assert.Equal(1, starts.Value));
    }

    [Fact]
    public async Task Submit_UnknownMethod_IsTheCallersBug()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new Counting().Services);
        var unknown = new Method<Rational, Rational>("test.v1.None/None", Rational.Parser, Rational.Parser);

        await Assert.ThrowsAsync<ArgumentException>(() => host.SubmitAsync(unknown, new Rational(), "request", new Priority(), TestHost.Token));
    }

    [Fact]
    public async Task Submit_RefusedRequest_LeavesNothing()
    {
        var counting = new Counting();
        counting.Refused.Add(13);
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(counting.Services);

        var submission = await host.SubmitAsync(Counting.Double, new Rational { Numerator = 13 }, "request", new Priority(), TestHost.Token);

        Assert.Equal("test.refused", Assert.Single(Assert.IsType<Submission.Refused>(submission).Failures).Code);
        using var sql = SqliteSession.Open(test.DatabasePath, readOnly: true, TimeProvider.System);
        Assert.Equal(0L, sql.Scalar("SELECT count(*) FROM run"));
        Assert.Equal(0L, sql.Scalar("SELECT count(*) FROM message"));
    }

    [Fact]
    public async Task Start_DatabaseIsOwned_IsRefused()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        await using var host = await test.StartAsync(new Counting().Services);

        await Assert.ThrowsAsync<IOException>(() => test.StartAsync(new Counting().Services));
    }

    [Fact]
    public async Task Start_ServiceWithoutItsFunction_NamesWhatIsMissing()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var services = new Counting().Services;

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => test.StartAsync([services[0] with { Functions = [] }]));

        Assert.Contains("numbers.count/square needs the function numbers.square", exception.Message, StringComparison.Ordinal);
        Assert.Contains("numbers.count/double needs the method test.v1.Doubling/Double", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WhileFunctionsRun_DoesThemAtTheNextStart()
    {
        var running = new TaskCompletionSource();
        var counting = new Counting
        {
            OnTwice = async (_, _, token) =>
            {
                running.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return await Counting.Result(0);
            },
        };
        await using var test = new TestHost(StoreKind.Sqlite);
        var host = await test.StartAsync(counting.Services);
        var run = await TestHost.SubmitAsync(host, 0, 3);
        await running.Task;
        await host.DisposeAsync();

        using (var sql = SqliteSession.Open(test.DatabasePath, readOnly: true, TimeProvider.System))
        {
            Assert.Equal(0L, sql.Scalar("SELECT count(*) FROM message WHERE state = 'leased'"));
            Assert.Equal(0L, sql.Scalar("SELECT count(*) FROM item WHERE state = 'running' AND node <> 'double' AND node <> 'parts'"));
        }

        counting.OnTwice = (number, _, _) => Counting.Result(number.Numerator * 2);
        await using var again = await test.StartAsync(counting.Services);
        Assert.Equal(Counting.Expected(0, 3), Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.WaitAsync(again, run)).Response.Numerator);
    }

    [Fact]
    public async Task Start_ObjectsOfLostAttempts_AreSweptAndTheOthersStay()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var attempts = 0;
        var function = new OneFunction(async (_, context, token) =>
        {
            await File.WriteAllTextAsync(Path.Combine(context.WorkFolder, "object"), "text", token);
            var made = await context.PublishAsync("object", token);
            return ++attempts == 1 ? new Failure { Code = "test.once", Category = FailureCategory.Internal } : made;
        });
        string run;
        await using (var host = await test.StartAsync(function.Services))
        {
            run = await OneFunction.SubmitAsync(host);
            await OneFunction.WaitAsync(host, run);
        }

        var store = new LocalObjectStore(test.Objects, []);
        var foreign = new AttemptKey("another", "make", 0, 1).Prefix + "object";
        await store.PutAsync(foreign, new MemoryStream([1]), TestHost.Token);
        await (await test.StartAsync(function.Services)).DisposeAsync();

        var keys = await store.ListAsync("", TestHost.Token).ToListAsync(TestHost.Token);
        Assert.Equal(new[] { foreign, $"runs/{run}/make/0/2/object" }.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public async Task Wait_DatabaseIsOutOfOrder_ThrowsAndSaysWhy()
    {
        await using var test = new TestHost(StoreKind.Sqlite);
        var goOn = new TaskCompletionSource();
        await using var host = await test.StartAsync(new OneFunction(async (media, _, token) =>
        {
            await goOn.Task.WaitAsync(token);
            return media;
        }).Services);
        var run = await OneFunction.SubmitAsync(host);
        using (var sql = SqliteSession.Open(test.DatabasePath, readOnly: false, TimeProvider.System))
        {
            sql.ExecuteScript("CREATE TRIGGER fault BEFORE UPDATE ON item WHEN new.state = 'done' BEGIN SELECT raise(ABORT, 'out of order'); END");
        }

        goOn.SetResult();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => OneFunction.WaitAsync(host, run));

        Assert.Contains("out of order", Assert.IsType<SqliteException>(exception.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_CancelledToken_StopsWaitingOnly()
    {
        using var cancel = new CancellationTokenSource();
        await using var test = new TestHost(StoreKind.Sqlite);
        var goOn = new TaskCompletionSource();
        await using var host = await test.StartAsync(new OneFunction(async (media, _, token) =>
        {
            await goOn.Task.WaitAsync(token);
            return media;
        }).Services);
        var run = await OneFunction.SubmitAsync(host);
        var method = new Method<ObjectRef, ObjectRef>("test.v1.One/Make", ObjectRef.Parser, ObjectRef.Parser);

        var waiting = host.WaitAsync(method, run, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        goOn.SetResult();
        Assert.IsType<RunEnd<ObjectRef>.Succeeded>(await OneFunction.WaitAsync(host, run));
    }
}
